import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Hold, SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { anActor } from '../../../tests/support/feature.js';
import { aSale, manyBuyers, openShop, type Sale, stockOf } from '../testing/sale.js';
import { ExpireHolds } from './expire-holds.js';
import { PlaceClaim } from './place-claim.js';
import { ReadHolds } from './read-holds.js';
import { ReadOrders } from './read-orders.js';
import { ReleaseHold } from './release-hold.js';
import { StartPayment } from './start-payment.js';

const aPage = { limit: 20 };

describe('a hold', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const query = (sql: string, values: unknown[]) => shop.get(Database, { strict: false }).pool.query(sql, values);
  const aHold = async (sale: Sale, buyer: SignedInActor, qty = 1, variantId?: string): Promise<Hold> => {
    const claim = { code: 'A1', qty, variantId, key: uuidv7() };
    const outcome = await shop.get(PlaceClaim).place(buyer, sale.session.id, claim);
    if (outcome.outcome !== 'HELD') throw new Error(`expected HELD, got ${outcome.outcome}`);
    return outcome.hold;
  };
  /** As if its time had passed on PostgreSQL's clock. */
  const letTimePass = (...holds: Hold[]) =>
    query(`UPDATE hold SET expires_at = clock_timestamp() WHERE id = ANY($1::uuid[])`, [holds.map(({ id }) => id)]);
  const stateOf = async ({ id, orderId }: Hold) =>
    (
      await query(
        'SELECT h.state AS hold, o.state AS "order" FROM hold h JOIN sale_order o ON o.id = h.order_id WHERE h.id = $1 AND o.id = $2',
        [id, orderId],
      )
    ).rows[0];
  const newsOf = async (sale: Sale, buyer: SignedInActor) =>
    (
      await query(`SELECT event FROM outbox_event WHERE session_id = $1 AND channel = $2 ORDER BY id`, [
        sale.session.id,
        `viewer.${buyer.accountId}`,
      ])
    ).rows.map(({ event }) => event);

  it('returns its units when its time is over, and says so', async () => {
    const sale = await aSale(shop, { holdSeconds: 30 });
    const buyer = await anActor(shop);
    const hold = await aHold(sale, buyer, 3);
    await shop.get(ExpireHolds).sweep();
    expect(await stateOf(hold)).toEqual({ hold: 'HELD', order: 'pending' });

    await letTimePass(hold);
    await shop.get(ExpireHolds).sweep();
    expect(await stateOf(hold)).toEqual({ hold: 'EXPIRED', order: 'cancelled' });
    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 20, held: 0, sold: 0 });
    expect(await newsOf(sale, buyer)).toMatchObject([
      { type: 'claim.decided' },
      { type: 'hold.changed', hold: { id: hold.id, state: 'EXPIRED' }, reason: 'time-over' },
      { type: 'order.changed', order: { id: hold.orderId, state: 'cancelled', expiresAt: null } },
    ]);
  });

  it('expires once, however many sweep', async () => {
    const sale = await aSale(shop, { onHand: 40 });
    const holds = await Promise.all((await manyBuyers(shop, 40)).map((buyer) => aHold(sale, buyer)));
    await letTimePass(...holds);
    const swept = await Promise.all(Array.from({ length: 4 }, () => shop.get(ExpireHolds).sweep()));
    expect(swept.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(40);
    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 40, held: 0, sold: 0 });
  });

  it('does not keep others from expiring while its order is locked', async () => {
    const sale = await aSale(shop);
    const [locked, free] = await Promise.all((await manyBuyers(shop, 2)).map((buyer) => aHold(sale, buyer)));
    if (locked === undefined || free === undefined) throw new Error('two holds were expected');
    await letTimePass(locked, free);
    await shop.get(Database, { strict: false }).transaction(async (client) => {
      await client.query('SELECT FROM sale_order WHERE id = $1 FOR UPDATE', [locked.orderId]);
      await shop.get(ExpireHolds).sweep();
    });
    expect(await stateOf(free)).toMatchObject({ hold: 'EXPIRED' });
    expect(await stateOf(locked)).toMatchObject({ hold: 'HELD' });
    await shop.get(ExpireHolds).sweep();
    expect(await stateOf(locked)).toMatchObject({ hold: 'EXPIRED' });
  });

  it('that is being paid ends together with its payment', async () => {
    const sale = await aSale(shop);
    const buyer = await anActor(shop);
    const hold = await aHold(sale, buyer);
    const payment = await shop.get(StartPayment).start(buyer, hold.orderId);
    await letTimePass(hold);
    await shop.get(ExpireHolds).sweep();
    expect(await stateOf(hold)).toEqual({ hold: 'EXPIRED', order: 'cancelled' });
    expect((await query('SELECT state FROM payment WHERE id = $1', [payment.id])).rows).toEqual([{ state: 'expired' }]);
    expect(await newsOf(sale, buyer)).toContainEqual(
      expect.objectContaining({ type: 'payment.changed', payment: { ...payment, state: 'expired' } }),
    );
    expect(await stockOf(shop, sale.variantIds[0])).toMatchObject({ held: 0 });
  });

  it('is released by its buyer, once, also in the middle of paying', async () => {
    const sale = await aSale(shop);
    const buyer = await anActor(shop);
    const hold = await aHold(sale, buyer, 2);
    await shop.get(StartPayment).start(buyer, hold.orderId);
    const released = await Promise.all([1, 2, 3].map(() => shop.get(ReleaseHold).release(buyer, hold.id)));
    expect(released.map(({ state }) => state)).toEqual(['RELEASED', 'RELEASED', 'RELEASED']);
    expect(await stateOf(hold)).toEqual({ hold: 'RELEASED', order: 'cancelled' });
    expect(await stockOf(shop, sale.variantIds[0])).toMatchObject({ held: 0 });
  });

  it('is nobody else’s to release, to see or to pay', async () => {
    const sale = await aSale(shop);
    const hold = await aHold(sale, await anActor(shop));
    const other = await anActor(shop, 'Eve');
    await expect(shop.get(ReleaseHold).release(other, hold.id)).rejects.toMatchObject({ code: 'order.hold-not-found' });
    await expect(shop.get(ReadOrders).get(other, hold.orderId)).rejects.toMatchObject({ code: 'order.not-found' });
    await expect(shop.get(StartPayment).start(other, hold.orderId)).rejects.toMatchObject({ code: 'order.not-found' });
    expect(await stateOf(hold)).toMatchObject({ hold: 'HELD' });
  });

  it('can not be released when its time is over', async () => {
    const sale = await aSale(shop);
    const buyer = await anActor(shop);
    const hold = await aHold(sale, buyer);
    await letTimePass(hold);
    await expect(shop.get(StartPayment).start(buyer, hold.orderId)).rejects.toMatchObject({
      code: 'order.wrong-state',
    });
    await shop.get(ExpireHolds).sweep();
    await expect(shop.get(ReleaseHold).release(buyer, hold.id)).rejects.toMatchObject({ code: 'order.wrong-state' });
  });

  it('is listed while it is open, its order for the buyer and the exporter', async () => {
    const sale = await aSale(shop, { variants: ['100 g', '250 g'].map((name) => ({ name, onHand: 9 })) });
    const buyer = await anActor(shop, 'Mugisha');
    const first = await aHold(sale, buyer, 1, sale.variantIds[0]);
    const second = await aHold(sale, buyer, 2, sale.variantIds[1]);
    expect(second.orderId).toBe(first.orderId);
    expect(await shop.get(ReadHolds).mine(buyer, aPage)).toEqual({ items: [second, first], nextCursor: null });
    expect(await shop.get(ReadHolds).openIn(sale.session.id, buyer.accountId)).toEqual([first, second]);
    await shop.get(ReleaseHold).release(buyer, first.id);
    expect((await shop.get(ReadHolds).mine(buyer, aPage)).items).toEqual([second]);

    const page = await shop.get(ReadOrders).mine(buyer, { limit: 1 });
    expect(page.items).toMatchObject([
      {
        id: second.orderId,
        number: expect.stringMatching(/^[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}$/),
        buyerName: 'Mugisha',
        state: 'pending',
        total: { amount: 2900, currency: 'USD' },
        expiresAt: second.expiresAt,
        lines: [
          { holdId: second.id, title: 'Black tea · 250 g', qty: 2, unitPrice: { amount: 1450, currency: 'USD' } },
        ],
      },
    ]);
    const ofExporter = await shop.get(ReadOrders).ofExporter(sale.host, sale.exporterId, aPage);
    expect(ofExporter.items.map(({ id }) => id)).toEqual([second.orderId]);
    await expect(shop.get(ReadOrders).ofExporter(buyer, sale.exporterId, aPage)).rejects.toMatchObject({
      code: 'account.forbidden',
    });
    const key = { kind: 'api-key', exporterId: sale.exporterId, apiKeyId: uuidv7() } as const;
    expect(await shop.get(ReadOrders).get(key, second.orderId)).toEqual(page.items[0]);
  });
});
