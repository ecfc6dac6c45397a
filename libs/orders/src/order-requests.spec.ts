import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Order, OrderRequest, OrderRequestKind, SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { anActor } from '../../../tests/support/feature.js';
import { aHold, aPaidOrder, newsOf } from '../testing/purchase.js';
import { aSale, openShop, type Sale, stockOf } from '../testing/sale.js';
import { AcceptSilence } from './accept-silence.js';
import { AnswerRequest } from './answer-request.js';
import { AskOfOrder } from './ask-of-order.js';
import { MarkShipment } from './mark-shipment.js';
import { PlaceClaim } from './place-claim.js';
import { ReadHolds } from './read-holds.js';
import { ReadOrders } from './read-orders.js';
import { Refunds } from './refunds.js';

type Bought = { sale: Sale; buyer: SignedInActor; order: Order };

describe('asking for a way out of an order that is paid', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const query = (sql: string, values: unknown[]) => shop.get(Database, { strict: false }).pool.query(sql, values);
  const bought = async (onHand = 20): Promise<Bought> => {
    const sale = await aSale(shop, { onHand });
    const buyer = await anActor(shop);
    return { sale, buyer, order: await aPaidOrder(shop, sale, buyer) };
  };
  const ask = ({ buyer, order }: Bought, kind: OrderRequestKind = 'cancellation') =>
    shop.get(AskOfOrder).ask(buyer, order.id, { kind, reason: 'I ordered twice.' });
  const orderOf = ({ buyer, order }: Bought) => shop.get(ReadOrders).get(buyer, order.id);
  const accept = ({ sale, order }: Bought, { id }: OrderRequest) =>
    shop.get(AnswerRequest).accept(sale.host, order.id, id);
  const refuse = ({ sale, order }: Bought, { id }: OrderRequest) =>
    shop.get(AnswerRequest).refuse(sale.host, order.id, id, 'It is packed already.');
  const mark = ({ sale, order }: Bought, as: 'shipped' | 'delivered') =>
    shop.get(MarkShipment).mark(sale.host, order.id, as);
  const refundsOf = async ({ buyer, order }: Bought) =>
    (await shop.get(Refunds).ofOrder(buyer, order.id)).map(({ state, amount }) => [state, amount.amount]);
  const letTwoDaysPass = ({ id }: OrderRequest) =>
    query('UPDATE order_request SET due_at = clock_timestamp() WHERE id = $1', [id]);

  it('is told to the buyer and seen by the exporter, with two days for the answer', async () => {
    const purchase = await bought();
    const request = await ask(purchase);
    expect(request).toMatchObject({
      kind: 'cancellation',
      state: 'requested',
      reason: 'I ordered twice.',
      answer: null,
    });
    const hours = (Date.parse(request.dueAt) - Date.parse(request.createdAt)) / 3_600_000;
    expect(Math.round(hours * 100) / 100).toBe(48);
    expect(await shop.get(ReadOrders).get(purchase.sale.host, purchase.order.id)).toMatchObject({
      requests: [request],
    });
    expect((await newsOf(shop, purchase.sale, purchase.buyer)).at(-1)).toMatchObject({
      type: 'order.changed',
      order: { requests: [request] },
    });
    expect(await ask(purchase)).toEqual(request);
    await expect(ask(purchase, 'withdrawal')).rejects.toMatchObject({ code: 'order.request-open' });
  });

  it('ends with the money back and the units for sale, once, when the exporter accepts before shipping', async () => {
    const purchase = await bought(2);
    const { sale, order } = purchase;
    const waiting = await anActor(shop);
    await shop.get(PlaceClaim).place(waiting, sale.session.id, { code: 'A1', qty: 1, key: uuidv7() });
    const request = await ask(purchase);
    const answers = await Promise.all([1, 2, 3].map(() => accept(purchase, request)));
    expect(answers.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await orderOf(purchase)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'I ordered twice.',
      requests: [{ state: 'accepted', answeredAt: expect.any(String) }],
    });
    expect(await refundsOf(purchase)).toEqual([['done', order.total.amount]]);
    expect(await shop.get(ReadHolds).openIn(sale.session.id, waiting.accountId)).toMatchObject([{ qty: 1 }]);
    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 2, held: 1, sold: 0 });
    const news = (await newsOf(shop, sale, purchase.buyer)).map(({ type }) => type);
    expect(news.slice(-3)).toEqual(['hold.changed', 'order.changed', 'payment.changed']);
    const books = await shop.get(ReadOrders).ledger(sale.host, order.id);
    expect(books.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    expect(books).toHaveLength(4);
  });

  it('gives back what is left when a part went back before', async () => {
    const purchase = await bought();
    const { sale, order } = purchase;
    await shop.get(Refunds).request(sale.host, order.id, { amount: 900, reason: 'One box was wet.' });
    await accept(purchase, await ask(purchase));
    expect(await refundsOf(purchase)).toEqual([
      ['done', 900],
      ['done', order.total.amount - 900],
    ]);
  });

  it('ends with a reason when the exporter refuses, and may be asked again', async () => {
    const purchase = await bought();
    const request = await ask(purchase);
    const refused = await refuse(purchase, request);
    expect(refused).toMatchObject({ state: 'refused', answer: 'It is packed already.' });
    expect(await refuse(purchase, request)).toEqual(refused);
    await expect(accept(purchase, request)).rejects.toMatchObject({ code: 'order.request-answered' });
    expect(await orderOf(purchase)).toMatchObject({ state: 'confirmed', requests: [refused] });
    expect(await refundsOf(purchase)).toEqual([]);
    expect((await ask(purchase)).id).not.toBe(request.id);
  });

  it('is accepted when nobody answers in time, once, by however many processes', async () => {
    const purchase = await bought();
    const request = await ask(purchase);
    await shop.get(AcceptSilence).sweep();
    expect(await orderOf(purchase)).toMatchObject({ state: 'confirmed' });
    await letTwoDaysPass(request);
    await Promise.all([1, 2, 3, 4].map(() => shop.get(AcceptSilence).sweep()));
    expect(await orderOf(purchase)).toMatchObject({
      state: 'cancelled',
      requests: [{ state: 'accepted', answer: null }],
    });
    expect(await refundsOf(purchase)).toEqual([['done', purchase.order.total.amount]]);
    expect(await stockOf(shop, purchase.sale.variantIds[0])).toEqual({ onHand: 20, held: 0, sold: 0 });
  });

  it('brings goods back that were shipped, which the exporter counts in again himself', async () => {
    const purchase = await bought();
    expect(await mark(purchase, 'delivered')).toMatchObject({
      shippedAt: expect.any(String),
      deliveredAt: expect.any(String),
    });
    await expect(ask(purchase)).rejects.toMatchObject({ code: 'order.too-late' });
    await expect(ask(purchase, 'withdrawal')).rejects.toMatchObject({ code: 'order.no-withdrawal' });
    await accept(purchase, await ask(purchase, 'return'));
    expect(await orderOf(purchase)).toMatchObject({ state: 'returned' });
    expect(await refundsOf(purchase)).toEqual([['done', purchase.order.total.amount]]);
    expect(await stockOf(shop, purchase.sale.variantIds[0])).toEqual({ onHand: 20, held: 0, sold: 2 });
  });

  it('keeps the order from being shipped while a cancellation waits for its answer', async () => {
    const purchase = await bought();
    const request = await ask(purchase);
    await expect(mark(purchase, 'shipped')).rejects.toMatchObject({ code: 'order.request-open' });
    await refuse(purchase, request);
    const shipped = await mark(purchase, 'shipped');
    expect(shipped).toMatchObject({ shippedAt: expect.any(String), deliveredAt: null });
    expect(await mark(purchase, 'shipped')).toEqual(shipped);
  });

  it('says who carries it and where it is followed, and is put right without another shipment', async () => {
    const purchase = await bought();
    const { sale, order } = purchase;
    const ship = (number: string) =>
      shop.get(MarkShipment).mark(sale.host, order.id, 'shipped', { carrier: 'Posta', number });
    const shipped = await ship('RR123456785RW');
    expect(shipped).toMatchObject({ tracking: { carrier: 'Posta', number: 'RR123456785RW' } });
    const told = async () => (await newsOf(shop, sale, purchase.buyer)).filter(({ type }) => type === 'order.changed');
    const before = (await told()).length;
    expect(await ship('RR123456785RW')).toEqual(shipped);
    expect(await told()).toHaveLength(before);
    const { shippedAt } = shipped;
    expect(await ship('RR999999999RW')).toMatchObject({ shippedAt, tracking: { number: 'RR999999999RW' } });
    expect((await told()).at(-1)).toMatchObject({ order: { tracking: { number: 'RR999999999RW' } } });
  });

  it('is for the buyer, its answer for the exporter, and only of an order that is paid', async () => {
    const purchase = await bought();
    const { sale, buyer, order } = purchase;
    const stranger = await anActor(shop);
    await expect(ask({ ...purchase, buyer: stranger })).rejects.toMatchObject({ code: 'order.not-found' });
    const request = await ask(purchase);
    for (const other of [buyer, stranger]) {
      const theirs = { ...purchase, sale: { ...sale, host: other } };
      await expect(accept(theirs, request)).rejects.toMatchObject({ code: 'order.not-found' });
      await expect(refuse(theirs, request)).rejects.toMatchObject({ code: 'order.not-found' });
      await expect(mark(theirs, 'shipped')).rejects.toMatchObject({ code: 'order.not-found' });
    }
    const foreign = shop.get(AnswerRequest).accept(sale.host, order.id, uuidv7());
    await expect(foreign).rejects.toMatchObject({ code: 'order.request-not-found' });
    const { orderId } = await aHold(shop, await aSale(shop), buyer);
    const unpaid = shop.get(AskOfOrder).ask(buyer, orderId, { kind: 'cancellation', reason: 'No.' });
    await expect(unpaid).rejects.toMatchObject({ code: 'order.wrong-state' });
  });
});
