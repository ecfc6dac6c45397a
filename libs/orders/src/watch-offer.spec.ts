import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { SignedInActor } from '#libs/contracts';
import { anActor } from '../../../tests/support/feature.js';
import { aSale, openShop, type Sale } from '../testing/sale.js';
import { CancelHold } from './cancel-hold.js';
import { PlaceClaim } from './place-claim.js';
import { WatchOffer } from './watch-offer.js';

describe('what the host sees of an offer', () => {
  let shop: INestApplicationContext;
  let sale: Sale;
  let amina: SignedInActor;
  beforeAll(async () => {
    shop = await openShop();
    sale = await aSale(shop, { onHand: 3 });
    amina = await anActor(shop, 'Amina');
    for (const [buyer, qty] of [
      [amina, 2],
      [await anActor(shop, 'Bosco'), 2],
      [await anActor(shop, 'Chen'), 1],
    ] as const)
      await shop.get(PlaceClaim).place(buyer, sale.session.id, { code: 'A1', qty, key: uuidv7() });
  });
  afterAll(() => shop?.close());

  const watch = () => shop.get(WatchOffer);
  const all = { limit: 20 };

  it('is who holds, who waits, and every claim with what came of it, by name', async () => {
    const { host, offer } = sale;
    expect(await watch().holds(host, offer.id, all)).toMatchObject({
      items: [
        { buyerName: 'Amina', qty: 2, state: 'HELD', total: { amount: 2900, currency: 'USD' }, variantName: '250 g' },
        { buyerName: 'Bosco', qty: 1, state: 'HELD' },
      ],
      nextCursor: null,
    });
    expect((await watch().waiting(host, offer.id, all)).items).toMatchObject([
      { buyerName: 'Bosco', qty: 1, position: 2, state: 'WAITING' },
      { buyerName: 'Chen', qty: 1, position: 3 },
    ]);
    expect((await watch().claims(host, offer.id, all)).items).toMatchObject([
      { seq: 3, buyerName: 'Chen', outcome: 'WAITLISTED', variantName: '250 g' },
      { seq: 2, buyerName: 'Bosco', outcome: 'PARTIAL' },
      { seq: 1, buyerName: 'Amina', outcome: 'HELD', qty: 2, reason: null },
    ]);
  });

  it('tells nothing of a buyer but the name', async () => {
    const { host, offer } = sale;
    const pages = [
      await watch().holds(host, offer.id, all),
      await watch().waiting(host, offer.id, all),
      await watch().claims(host, offer.id, all),
    ];
    expect(JSON.stringify(pages)).not.toContain(amina.accountId);
  });

  it.each(['holds', 'waiting', 'claims'] as const)('comes in pages: %s', async (list) => {
    const { host, offer } = sale;
    const whole = (await watch()[list](host, offer.id, all)).items.map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await watch()[list](host, offer.id, { limit: 1, cursor });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThan(1);
  });

  it('is nothing for viewers, buyers and strangers', async () => {
    for (const other of [amina, await anActor(shop)])
      for (const list of ['holds', 'waiting', 'claims'] as const)
        await expect(watch()[list](other, sale.offer.id, all)).rejects.toMatchObject({ code: 'account.forbidden' });
    await expect(watch().holds({ kind: 'anonymous' }, sale.offer.id, all)).rejects.toMatchObject({
      code: 'account.unauthenticated',
    });
    await expect(watch().holds(sale.host, uuidv7(), all)).rejects.toMatchObject({ code: 'order.offer-not-found' });
  });

  it('changes when a hold is cancelled: whoever waits holds, and the cancelled one can be asked for', async () => {
    const { host, offer } = sale;
    const [first] = (await watch().holds(host, offer.id, all)).items;
    await shop.get(CancelHold).cancel(host, first?.id ?? '', 'The jar broke.');
    expect((await watch().holds(host, offer.id, all)).items.map(({ buyerName, qty }) => [buyerName, qty])).toEqual([
      ['Bosco', 1],
      ['Bosco', 1],
      ['Chen', 1],
    ]);
    expect((await watch().waiting(host, offer.id, all)).items).toEqual([]);
    expect((await watch().holds(host, offer.id, { ...all, state: 'RELEASED' })).items).toMatchObject([
      { id: first?.id, state: 'RELEASED' },
    ]);
  });
});
