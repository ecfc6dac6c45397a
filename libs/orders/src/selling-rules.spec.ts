import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { ClaimWords } from '#libs/contracts';
import { anActor } from '../../../tests/support/feature.js';
import { aSale, openShop, type Sale } from '../testing/sale.js';
import { ClaimableItems } from './claimable-items.js';
import { PlaceClaim } from './place-claim.js';
import { SellingRules } from './selling-rules.js';

/** Longer than a line-up is remembered for, in milliseconds. */
const untilFresh = 60;

describe('a session’s own words', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const put = (sale: Sale, words: string[]) => shop.get(SellingRules).putWords(sale.host, sale.session.id, { words });
  const say = async (sale: Sale, text: string) =>
    shop.get(PlaceClaim).placeFromMessage(await anActor(shop), sale.session, text, 'en', uuidv7());

  it('buy from the moment they are given, and no longer than that', async () => {
    const sale = await aSale(shop);
    expect(await say(sale, 'Zawadi A1 x2')).toBeNull();
    await put(sale, ['zawadi', 'karibu kikapuni', 'ZAWADI']);
    expect(await shop.get(SellingRules).words(sale.host, sale.session.slug)).toEqual({
      words: ['ZAWADI', 'karibu kikapuni'],
    });
    await pause(untilFresh);
    expect(await say(sale, 'Zawadi A1 x2')).toMatchObject({ outcome: 'HELD', hold: { qty: 2 } });
    expect(await say(sale, 'karibu kikapuni A1')).toMatchObject({ outcome: 'HELD', hold: { qty: 1 } });
    await put(sale, []);
    await pause(untilFresh);
    expect(await say(sale, 'Zawadi A1')).toBeNull();
  });

  it('are the host’s and the co-hosts’ to say', async () => {
    const sale = await aSale(shop);
    const stranger = await anActor(shop);
    await expect(shop.get(SellingRules).words(stranger, sale.session.id)).rejects.toMatchObject({
      code: 'account.forbidden',
    });
    await expect(put({ ...sale, host: stranger }, ['mine'])).rejects.toMatchObject({ code: 'account.forbidden' });
  });

  it('stay one and the same list while nobody changes them, also when the line-up does', async () => {
    const sale = await aSale(shop);
    await put(sale, ['zawadi']);
    const items = shop.get(ClaimableItems, { strict: false });
    const first = await items.of(sale.session.id);
    await pause(untilFresh);
    const second = await items.of(sale.session.id);
    expect(second).toBe(first);
    await put(sale, ['zawadi', 'haya']);
    await pause(untilFresh);
    const third = await items.of(sale.session.id);
    expect(third.triggers).toEqual(['zawadi', 'haya']);
    expect(third.items).toBe(first.items);
  });

  it.each([[['12']], [['a,b']], [['']], [['x'.repeat(41)]], [Array.from({ length: 51 }, (_, n) => `word ${n}`)]])(
    'are not %j',
    (words) => {
      expect(ClaimWords.safeParse({ words }).success).toBe(false);
    },
  );
});
