import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Hold, SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { Metrics } from '#libs/platform';
import { anActor } from '../../../tests/support/feature.js';
import { aSale, manyBuyers, openShop, type Sale, stockOf } from '../testing/sale.js';
import { DeclareShortfall, lastOrders } from './declare-shortfall.js';
import { PlaceClaim } from './place-claim.js';
import { ReconcileStock } from './reconcile-stock.js';

describe('a shortfall', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const aHold = async (sale: Sale, buyer: SignedInActor, qty: number): Promise<Hold> => {
    const outcome = await shop.get(PlaceClaim).place(buyer, sale.session.id, { code: 'A1', qty, key: uuidv7() });
    if (outcome.outcome !== 'HELD') throw new Error(`expected HELD, got ${outcome.outcome}`);
    return outcome.hold;
  };
  const declare = (sale: Sale, onHand: number, actor: SignedInActor = sale.host) =>
    shop.get(DeclareShortfall).declare(actor, sale.variantIds[0], { onHand, reason: 'The roof leaked.' });

  it('names the orders that came last, changes none of them, and gives nothing more out', async () => {
    const sale = await aSale(shop, { onHand: 20 });
    const holds: Hold[] = [];
    for (const [index, buyer] of (await manyBuyers(shop, 3)).entries()) holds.push(await aHold(sale, buyer, index + 2));
    const declared = await declare(sale, 4);
    expect(declared).toMatchObject({ units: 5, reason: 'The roof leaked.', settledAt: null });
    expect(declared.orderIds).toEqual([holds[2]?.orderId, holds[1]?.orderId]);
    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 9, held: 9, sold: 0 });
    expect(await shop.get(DeclareShortfall).ofVariant(sale.host, sale.variantIds[0])).toEqual([declared]);
    const outcome = await shop
      .get(PlaceClaim)
      .place(await anActor(shop), sale.session.id, { code: 'A1', qty: 1, key: uuidv7() });
    expect(outcome).toMatchObject({ outcome: 'WAITLISTED' });
  });

  it('is refused where everything promised is there, and to strangers', async () => {
    const sale = await aSale(shop, { onHand: 20 });
    await aHold(sale, await anActor(shop), 2);
    await expect(declare(sale, 2)).rejects.toMatchObject({ code: 'order.no-shortfall' });
    await expect(declare(sale, 0, await anActor(shop))).rejects.toMatchObject({ code: 'account.forbidden' });
    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 20, held: 2, sold: 0 });
  });

  it('names no more orders than it takes', () => {
    const commitments = ['c', 'b', 'a'].map((orderId) => ({ orderId, qty: 2 }));
    expect(lastOrders(commitments, 1)).toEqual(['c']);
    expect(lastOrders(commitments, 2)).toEqual(['c']);
    expect(lastOrders(commitments, 3)).toEqual(['c', 'b']);
    expect(lastOrders(commitments, 99)).toEqual(['c', 'b', 'a']);
  });

  it('of the books, where stock and holds differ, is told and left as it is', async () => {
    const sale = await aSale(shop, { onHand: 20 });
    await aHold(sale, await anActor(shop), 2);
    const { pool } = shop.get(Database, { strict: false });
    const before = await shop.get(ReconcileStock).run();
    await pool.query('UPDATE stock SET held = 3 WHERE variant_id = $1', [sale.variantIds[0]]);
    expect(await shop.get(ReconcileStock).run()).toBe(before + 1);
    const metric = await shop.get(Metrics, { strict: false }).stockDifferences.get();
    expect(metric.values[0]?.value).toBe(before + 1);
    expect(await stockOf(shop, sale.variantIds[0])).toMatchObject({ held: 3 });
    await pool.query('UPDATE stock SET held = 2 WHERE variant_id = $1', [sale.variantIds[0]]);
    expect(await shop.get(ReconcileStock).run()).toBe(before);
  });
});
