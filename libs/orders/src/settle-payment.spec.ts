import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Hold, Payment, SandboxWebhook, SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { ReadPayments, SandboxProvider } from '#libs/payments';
import { anActor } from '../../../tests/support/feature.js';
import { aSale, openShop, type Sale, stockOf } from '../testing/sale.js';
import { ExpireHolds } from './expire-holds.js';
import { PlaceClaim } from './place-claim.js';
import { ReadOrders } from './read-orders.js';
import { ReleaseHold } from './release-hold.js';
import { SettlePayment } from './settle-payment.js';
import { StartPayment } from './start-payment.js';

type Purchase = { sale: Sale; buyer: SignedInActor; hold: Hold; payment: Payment };

describe('settling a payment', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const query = (sql: string, values: unknown[]) => shop.get(Database, { strict: false }).pool.query(sql, values);
  const claim = async (sale: Sale, buyer: SignedInActor): Promise<Hold> => {
    const outcome = await shop.get(PlaceClaim).place(buyer, sale.session.id, { code: 'A1', qty: 2, key: uuidv7() });
    if (outcome.outcome !== 'HELD') throw new Error(`expected HELD, got ${outcome.outcome}`);
    return outcome.hold;
  };
  const aPurchase = async (onHand = 20): Promise<Purchase> => {
    const sale = await aSale(shop, { onHand });
    const buyer = await anActor(shop);
    const hold = await claim(sale, buyer);
    return { sale, buyer, hold, payment: await shop.get(StartPayment).start(buyer, hold.orderId) };
  };
  const webhook = (
    payment: Payment,
    type: SandboxWebhook['type'],
    messageId: string = uuidv7(),
    amount = payment.amount,
  ) => {
    const news = { type, data: { reference: payment.id, amount } };
    const { headers, body } = shop.get(SandboxProvider, { strict: false }).signedRequest(messageId, news);
    return { headers, body: Buffer.from(body) };
  };
  const tell = (...news: Parameters<typeof webhook>) => shop.get(SettlePayment).settle('sandbox', webhook(...news));
  const expire = async (hold: Hold) => {
    await query('UPDATE hold SET expires_at = clock_timestamp() WHERE id = $1', [hold.id]);
    await shop.get(ExpireHolds).sweep();
  };
  const paymentStateOf = async ({ buyer, payment }: Purchase) =>
    (await shop.get(ReadPayments, { strict: false }).get(buyer, payment.id)).state;
  const orderOf = ({ buyer, hold }: Purchase) => shop.get(ReadOrders).get(buyer, hold.orderId);
  const holdOf = async ({ hold }: Purchase) =>
    (
      await query(
        'SELECT state, extract(epoch FROM expires_at - clock_timestamp())::float AS seconds FROM hold WHERE id = $1',
        [hold.id],
      )
    ).rows[0];
  const booksOf = async ({ sale, hold }: Purchase) =>
    (await shop.get(ReadOrders).ledger(sale.host, hold.orderId)).map(({ account, amount }) => [account, amount]);
  const soldOf = async ({ sale }: Purchase) => stockOf(shop, sale.variantIds[0]);

  it('starts one payment, however often it is asked for, and gives its hold five minutes more', async () => {
    const purchase = await aPurchase();
    const { buyer, hold, payment } = purchase;
    expect(payment).toMatchObject({
      provider: 'sandbox',
      attempt: 1,
      state: 'pending',
      amount: { amount: 2900, currency: 'USD' },
      checkoutUrl: expect.stringMatching(new RegExp(`/pay/${payment.id}$`)),
    });
    const again = await Promise.all([1, 2, 3].map(() => shop.get(StartPayment).start(buyer, hold.orderId)));
    expect(again).toEqual([payment, payment, payment]);
    const { state, seconds } = await holdOf(purchase);
    expect(state).toBe('PAYING');
    expect(seconds).toBeGreaterThan(890);
    expect(seconds).toBeLessThan(901);
  });

  it('confirms the order, sells the units and books the money when it is captured', async () => {
    const purchase = await aPurchase();
    await tell(purchase.payment, 'payment.captured');
    expect(await paymentStateOf(purchase)).toBe('captured');
    expect(await holdOf(purchase)).toMatchObject({ state: 'CONFIRMED' });
    expect(await orderOf(purchase)).toMatchObject({ state: 'confirmed', confirmedAt: expect.any(String) });
    expect(await soldOf(purchase)).toEqual({ onHand: 20, held: 0, sold: 2 });
    expect(await booksOf(purchase)).toEqual([
      ['provider:sandbox', 2900],
      [`exporter:${purchase.sale.exporterId}`, -2900],
    ]);
    const { rows } = await query(`SELECT event->>'type' AS type FROM outbox_event WHERE channel = $1 ORDER BY id`, [
      `viewer.${purchase.buyer.accountId}`,
    ]);
    expect(rows.map(({ type }) => type).slice(-3)).toEqual(['payment.changed', 'hold.changed', 'order.changed']);
  });

  it('captures once when the webhook comes twice, at once or later, under one message id or several', async () => {
    const purchase = await aPurchase();
    const messageId = uuidv7();
    await Promise.all([1, 2, 3].map(() => tell(purchase.payment, 'payment.captured', messageId)));
    await tell(purchase.payment, 'payment.captured', messageId);
    await tell(purchase.payment, 'payment.captured');
    await tell(purchase.payment, 'payment.declined');
    expect(await paymentStateOf(purchase)).toBe('captured');
    expect(await soldOf(purchase)).toEqual({ onHand: 20, held: 0, sold: 2 });
    expect(await booksOf(purchase)).toHaveLength(2);
  });

  it('lets a declined buyer pay in another way, with at least two minutes to do it', async () => {
    const purchase = await aPurchase();
    const { buyer, hold, payment } = purchase;
    await query(`UPDATE hold SET expires_at = clock_timestamp() + interval '5 seconds' WHERE id = $1`, [hold.id]);
    await tell(payment, 'payment.declined');
    const { state, seconds } = await holdOf(purchase);
    expect(state).toBe('HELD');
    expect(seconds).toBeGreaterThan(115);
    expect(await booksOf(purchase)).toEqual([]);

    const second = await shop.get(StartPayment).start(buyer, hold.orderId);
    expect(second).toMatchObject({ attempt: 2, state: 'pending' });
    expect((await holdOf(purchase)).seconds).toBeLessThan(121);
    await tell(second, 'payment.captured');
    expect(await orderOf(purchase)).toMatchObject({ state: 'confirmed' });
    expect(await paymentStateOf(purchase)).toBe('declined');
    expect(await booksOf(purchase)).toHaveLength(2);
  });

  it('leaves the rest of the time after a decline when that is more', async () => {
    const purchase = await aPurchase();
    await tell(purchase.payment, 'payment.declined');
    expect((await holdOf(purchase)).seconds).toBeGreaterThan(880);
  });

  it('takes the units again when the money comes after the time was over', async () => {
    const purchase = await aPurchase();
    await expire(purchase.hold);
    expect(await orderOf(purchase)).toMatchObject({ state: 'cancelled' });
    await tell(purchase.payment, 'payment.captured');
    expect(await orderOf(purchase)).toMatchObject({ state: 'confirmed' });
    expect(await paymentStateOf(purchase)).toBe('captured');
    expect(await soldOf(purchase)).toEqual({ onHand: 20, held: 0, sold: 2 });
    expect(await booksOf(purchase)).toHaveLength(2);
  });

  it('takes the units again when the money comes after the buyer passed', async () => {
    const purchase = await aPurchase();
    await shop.get(ReleaseHold).release(purchase.buyer, purchase.hold.id);
    await tell(purchase.payment, 'payment.captured');
    expect(await orderOf(purchase)).toMatchObject({ state: 'confirmed' });
    expect(await soldOf(purchase)).toMatchObject({ held: 0, sold: 2 });
  });

  it('returns late money when somebody else has the units by then', async () => {
    const purchase = await aPurchase(2);
    await expire(purchase.hold);
    await claim(purchase.sale, await anActor(shop));
    const messageId = uuidv7();
    await tell(purchase.payment, 'payment.captured', messageId);
    await tell(purchase.payment, 'payment.captured', messageId);
    await tell(purchase.payment, 'payment.captured');
    expect(await paymentStateOf(purchase)).toBe('refunded');
    expect(await orderOf(purchase)).toMatchObject({ state: 'cancelled' });
    expect(await soldOf(purchase)).toEqual({ onHand: 2, held: 2, sold: 0 });
    const exporter = `exporter:${purchase.sale.exporterId}`;
    expect(await booksOf(purchase)).toEqual([
      ['provider:sandbox', 2900],
      [exporter, -2900],
      [exporter, 2900],
      ['provider:sandbox', -2900],
    ]);
  });

  it('returns the second money of an order that was paid twice', async () => {
    const purchase = await aPurchase();
    await tell(purchase.payment, 'payment.declined');
    const second = await shop.get(StartPayment).start(purchase.buyer, purchase.hold.orderId);
    await tell(purchase.payment, 'payment.captured');
    expect(await paymentStateOf({ ...purchase, payment: second })).toBe('expired');
    await tell(second, 'payment.captured');
    expect(await paymentStateOf({ ...purchase, payment: second })).toBe('refunded');
    expect(await paymentStateOf(purchase)).toBe('captured');
    expect(await soldOf(purchase)).toEqual({ onHand: 20, held: 0, sold: 2 });
    const books = await booksOf(purchase);
    expect(books.filter(([account]) => account === 'provider:sandbox').map(([, amount]) => amount)).toEqual([
      2900, 2900, -2900,
    ]);
  });

  it('is confirmed or expired, never both, when both happen at once', async () => {
    for (let round = 0; round < 8; round++) {
      const purchase = await aPurchase(2);
      await query('UPDATE hold SET expires_at = clock_timestamp() WHERE id = $1', [purchase.hold.id]);
      await Promise.all([tell(purchase.payment, 'payment.captured'), shop.get(ExpireHolds).sweep()]);
      expect(await orderOf(purchase)).toMatchObject({ state: 'confirmed' });
      expect(await soldOf(purchase)).toEqual({ onHand: 2, held: 0, sold: 2 });
      expect(await booksOf(purchase)).toHaveLength(2);
    }
  });

  it('believes no forged webhook', async () => {
    const purchase = await aPurchase();
    const genuine = webhook(purchase.payment, 'payment.declined');
    const body = Buffer.from(genuine.body.toString().replace('declined', 'captured'));
    await expect(shop.get(SettlePayment).settle('sandbox', { ...genuine, body })).rejects.toMatchObject({
      code: 'payment.bad-signature',
    });
    expect(await paymentStateOf(purchase)).toBe('pending');
  });

  it.each([
    ['amount', { amount: 1, currency: 'USD' }],
    ['currency', { amount: 2900, currency: 'RWF' }],
  ])('keeps a payment as it is when the webhook tells of another %s', async (_, amount) => {
    const purchase = await aPurchase();
    const messageId = uuidv7();
    await expect(tell(purchase.payment, 'payment.captured', messageId, amount)).rejects.toMatchObject({
      code: 'payment.amount-mismatch',
    });
    expect(await paymentStateOf(purchase)).toBe('pending');
    await tell(purchase.payment, 'payment.captured', messageId);
    expect(await paymentStateOf(purchase)).toBe('captured');
  });

  it('knows no payment of nobody, and no provider of nobody', async () => {
    const purchase = await aPurchase();
    const stranger = { ...purchase.payment, id: uuidv7() };
    await expect(tell(stranger, 'payment.captured')).rejects.toMatchObject({ code: 'payment.not-found' });
    const request = webhook(purchase.payment, 'payment.captured');
    await expect(shop.get(SettlePayment).settle('nobody', request)).rejects.toMatchObject({
      code: 'payment.not-found',
    });
  });

  it('can not start to pay an order that is paid', async () => {
    const purchase = await aPurchase();
    await tell(purchase.payment, 'payment.captured');
    await expect(shop.get(StartPayment).start(purchase.buyer, purchase.hold.orderId)).rejects.toMatchObject({
      code: 'order.wrong-state',
    });
    await expect(shop.get(ReleaseHold).release(purchase.buyer, purchase.hold.id)).rejects.toMatchObject({
      code: 'order.wrong-state',
    });
  });

  it('shows a payment to its buyer only, and the books not even to them', async () => {
    const { buyer, hold, payment, sale } = await aPurchase();
    const payments = shop.get(ReadPayments, { strict: false });
    expect(await payments.get(buyer, payment.id)).toEqual(payment);
    await expect(payments.get(sale.host, payment.id)).rejects.toMatchObject({ code: 'payment.not-found' });
    await expect(shop.get(ReadOrders).ledger(buyer, hold.orderId)).rejects.toMatchObject({ code: 'order.not-found' });
  });
});
