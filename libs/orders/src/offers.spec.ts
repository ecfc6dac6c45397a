import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '#libs/database';
import { MoveSession, SessionRoles } from '#libs/sessions';
import { anActor } from '../../../tests/support/feature.js';
import { aSale, openShop, type Sale } from '../testing/sale.js';
import { CloseOffer } from './close-offer.js';
import { OpenOffer } from './open-offer.js';
import { ReadOffers } from './read-offers.js';

describe('an offer', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const terms = { code: 'A1', maxPerBuyer: 2, holdSeconds: 60, mode: 'FIFO_HOLD' as const };
  const toldOf = async ({ session }: Sale) =>
    (
      await shop
        .get(Database, { strict: false })
        .pool.query(
          `SELECT event->>'type' AS type FROM outbox_event WHERE session_id = $1 AND event->>'type' LIKE 'offer.%' ORDER BY id`,
          [session.id],
        )
    ).rows.map(({ type }) => type);

  it('is open once for an item, and everyone is told once', async () => {
    const sale = await aSale(shop);
    const again = await Promise.all([1, 2, 3].map(() => shop.get(OpenOffer).open(sale.host, sale.session.slug, terms)));
    expect(again).toEqual([sale.offer, sale.offer, sale.offer]);
    expect(await shop.get(ReadOffers).openIn(sale.session.id)).toEqual([sale.offer]);
    expect(await toldOf(sale)).toEqual(['offer.opened']);
  });

  it('closes once, and can be opened anew on other terms', async () => {
    const sale = await aSale(shop);
    const closed = await shop.get(CloseOffer).close(sale.host, sale.offer.id);
    expect(closed).toEqual({ ...sale.offer, closedAt: expect.any(String) });
    expect(await shop.get(CloseOffer).close(sale.host, sale.offer.id)).toEqual(closed);
    expect(await shop.get(ReadOffers).openInSession(sale.session.slug)).toEqual([]);
    const anew = await shop.get(OpenOffer).open(sale.host, sale.session.id, terms);
    expect(anew).toMatchObject({ ...terms, closedAt: null });
    expect(anew.id).not.toBe(sale.offer.id);
    expect(await toldOf(sale)).toEqual(['offer.opened', 'offer.closed', 'offer.opened']);
  });

  it('is opened and closed by host, co-host and moderator, by nobody else', async () => {
    const sale = await aSale(shop);
    for (const role of ['co-host', 'moderator'] as const) {
      const keeper = await anActor(shop);
      await shop.get(SessionRoles, { strict: false }).give(sale.host, sale.session.id, keeper.accountId, role);
      expect(await shop.get(OpenOffer).open(keeper, sale.session.id, terms)).toEqual(sale.offer);
    }
    const interpreter = await anActor(shop);
    await shop
      .get(SessionRoles, { strict: false })
      .give(sale.host, sale.session.id, interpreter.accountId, 'interpreter');
    for (const other of [interpreter, await anActor(shop)]) {
      const refused = { code: 'account.forbidden' };
      await expect(shop.get(OpenOffer).open(other, sale.session.id, terms)).rejects.toMatchObject(refused);
      await expect(shop.get(CloseOffer).close(other, sale.offer.id)).rejects.toMatchObject(refused);
    }
    await expect(shop.get(CloseOffer).close({ kind: 'anonymous' }, sale.offer.id)).rejects.toMatchObject({
      code: 'account.unauthenticated',
    });
  });

  it('needs an item of the line-up and a live session', async () => {
    const sale = await aSale(shop);
    await expect(shop.get(OpenOffer).open(sale.host, sale.session.id, { ...terms, code: 'Z9' })).rejects.toMatchObject({
      code: 'session.code-not-found',
    });
    await shop.get(MoveSession, { strict: false }).end(sale.host, sale.session.id);
    await expect(shop.get(OpenOffer).open(sale.host, sale.session.id, terms)).rejects.toMatchObject({
      code: 'session.wrong-state',
    });
  });
});
