import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { ExporterOrdersQuery, type OrderStage } from '#libs/contracts';
import { anActor } from '../../../tests/support/feature.js';
import { aHold, aPaidOrder } from '../testing/purchase.js';
import { aSale, openShop, type Sale } from '../testing/sale.js';
import { AskOfOrder } from './ask-of-order.js';
import { CancelOrder } from './cancel-order.js';
import { MarkShipment } from './mark-shipment.js';
import { PlaceClaim } from './place-claim.js';
import { ReadClaimedGoods } from './read-claimed-goods.js';
import { ReadOrders } from './read-orders.js';

describe('the orders of an exporter', () => {
  let shop: INestApplicationContext;
  let sale: Sale;
  /** One order for each stage. */
  const ids = new Map<OrderStage, string>();
  beforeAll(async () => {
    shop = await openShop();
    sale = await aSale(shop, { onHand: 12 });
    const paid = async (name: string) => {
      const buyer = await anActor(shop, name);
      return { buyer, id: (await aPaidOrder(shop, sale, buyer)).id };
    };
    ids.set('to-ship', (await paid('Amina')).id);
    const mark = shop.get(MarkShipment);
    const [sent, there] = [await paid('Bosco'), await paid('Chantal')];
    ids.set('on-the-way', (await mark.mark(sale.host, sent.id, 'shipped')).id);
    ids.set('delivered', (await mark.mark(sale.host, there.id, 'delivered')).id);
    const unsure = await paid('100% Diane');
    await shop.get(AskOfOrder).ask(unsure.buyer, unsure.id, { kind: 'cancellation', reason: 'Ordered twice.' });
    ids.set('asked', unsure.id);
    const gone = await anActor(shop, 'Eric');
    ids.set('cancelled', (await aHold(shop, sale, gone)).orderId);
    await shop.get(CancelOrder).cancel(gone, ids.get('cancelled') ?? '', 'Too late.');
    ids.set('to-pay', (await aHold(shop, sale, await anActor(shop, 'Félicité'))).orderId);
  });
  afterAll(() => shop?.close());

  const find = async (query: Partial<ExporterOrdersQuery>) => {
    const { items } = await shop.get(ReadOrders).ofExporter(sale.host, sale.exporterId, { limit: 20, ...query });
    return items.map(({ id }) => id);
  };

  it('are listed newest first, page by page', async () => {
    const all = await find({});
    expect(all).toEqual([...ids.values()].sort().toReversed());
    const reader = shop.get(ReadOrders);
    const first = await reader.ofExporter(sale.host, sale.exporterId, { limit: 4 });
    const cursor = first.nextCursor ?? undefined;
    const second = await reader.ofExporter(sale.host, sale.exporterId, { limit: 4, cursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all);
    expect(second.nextCursor).toBeNull();
  });

  it('are found by how far they are', async () => {
    for (const stage of ['on-the-way', 'delivered', 'asked', 'cancelled', 'to-pay'] as const)
      expect({ stage, found: await find({ stage }) }).toEqual({ stage, found: [ids.get(stage)] });
    expect(await find({ stage: 'to-ship' })).toEqual([ids.get('asked'), ids.get('to-ship')]);
    expect(await find({ stage: 'returned' })).toEqual([]);
  });

  it('are found by the name of a buyer, and by a number as people write it', async () => {
    expect(await find({ q: 'chan' })).toEqual([ids.get('delivered')]);
    expect(await find({ q: '%' })).toEqual([ids.get('asked')]);
    expect(await find({ q: 'chan', stage: 'to-pay' })).toEqual([]);
    const { number } = await shop.get(ReadOrders).get(sale.host, ids.get('to-pay') ?? '');
    for (const q of [number, number.replaceAll('-', '').toLowerCase(), number.slice(0, 6)])
      expect(await find({ q })).toContain(ids.get('to-pay'));
  });

  it('are counted, and what is paid is summed up', async () => {
    expect(await shop.get(ReadOrders).summary(sale.host, sale.exporterId)).toEqual({
      stages: { 'to-pay': 1, 'to-ship': 2, 'on-the-way': 1, delivered: 1, asked: 1, cancelled: 1, returned: 0 },
      paid: [{ currency: 'USD', amount: 4 * 2900 }],
    });
  });

  it('have goods that are held, and others that are waited for', async () => {
    const late = await anActor(shop, 'Gaspard');
    await shop.get(PlaceClaim).place(late, sale.session.id, { code: 'A1', qty: 4, key: uuidv7() });
    const goods = shop.get(ReadClaimedGoods);
    const held = await goods.held(sale.host, sale.exporterId, { limit: 20 });
    expect(held.items).toMatchObject([
      { buyerName: 'Gaspard', qty: 2 },
      { buyerName: 'Félicité', qty: 2, title: 'Black tea · 250 g', orderId: ids.get('to-pay'), state: 'HELD' },
    ]);
    expect((await goods.awaited(sale.host, sale.exporterId, { limit: 20 })).items).toMatchObject([
      { buyerName: 'Gaspard', qty: 2, title: 'Black tea · 250 g', state: 'WAITING', since: expect.any(String) },
    ]);
    expect((await goods.held(sale.host, sale.exporterId, { limit: 1 })).nextCursor).not.toBeNull();
  });

  it('are nobody else’s business', async () => {
    const stranger = await anActor(shop);
    const { exporterId } = sale;
    const forbidden = { code: 'account.forbidden' };
    await expect(shop.get(ReadOrders).summary(stranger, exporterId)).rejects.toMatchObject(forbidden);
    await expect(shop.get(ReadOrders).ofExporter(stranger, exporterId, { limit: 1 })).rejects.toMatchObject(forbidden);
    await expect(shop.get(ReadClaimedGoods).held(stranger, exporterId, { limit: 1 })).rejects.toMatchObject(forbidden);
    await expect(shop.get(ReadClaimedGoods).awaited(stranger, exporterId, { limit: 1 })).rejects.toMatchObject(
      forbidden,
    );
  });
});

describe('a search for orders', () => {
  it.each(['', ' ', 'a\u0000b', 'x'.repeat(101)])('is refused: %j', (q) => {
    expect(ExporterOrdersQuery.safeParse({ q }).success).toBe(false);
  });
});
