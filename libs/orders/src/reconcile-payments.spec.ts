import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openShop, stockOf } from '../testing/sale.js';
import { Till } from '../testing/till.js';
import { ReconcilePayments } from './reconcile-payments.js';
import { ReleaseHold } from './release-hold.js';

describe('a payment of which nobody tells what became', () => {
  let till: Till;
  beforeAll(async () => void (till = new Till(await openShop())));
  afterAll(() => till?.shop.close());
  const left = ({ sale }: { sale: { variantIds: [string, ...string[]] } }) => stockOf(till.shop, sale.variantIds[0]);

  it('is unknown when the provider timed out, and captured when the provider is asked', async () => {
    const purchase = await till.aPurchase();
    const payment = await till.pay(purchase, { fault: 'time-out-after-charging' });
    expect(payment.state).toBe('unknown');
    expect(await till.holdStateOf(purchase)).toBe('PAYING');
    expect(await till.pay(purchase)).toEqual(payment);
    await till.shop.get(ReconcilePayments).run();
    expect(await till.stateOf(purchase, payment)).toBe('captured');
    expect(await till.orderOf(purchase)).toMatchObject({ state: 'confirmed' });
    expect(await till.booksOf(purchase)).toEqual({ 'provider:sandbox': 2900, exporter: -2900 });
  });

  it('waits for its buyer again when the provider had not begun', async () => {
    const purchase = await till.aPurchase();
    const payment = await till.pay(purchase, { fault: 'time-out-before-charging' });
    await till.shop.get(ReconcilePayments).run();
    expect(await till.stateOf(purchase, payment)).toBe('pending');
    await till.tell(payment, 'payment.captured');
    expect(await till.orderOf(purchase)).toMatchObject({ state: 'confirmed' });
  });

  it('is declined at once when the provider says so, and a new attempt is made', async () => {
    const purchase = await till.aPurchase();
    const payment = await till.pay(purchase, { fault: 'decline' });
    expect(payment.state).toBe('declined');
    expect(await till.holdStateOf(purchase)).toBe('HELD');
    expect(await till.pay(purchase)).toMatchObject({ attempt: 2, state: 'pending' });
  });

  it.each([
    ['captured', 'confirmed', 'CONFIRMED'],
    ['declined', 'pending', 'HELD'],
  ] as const)('is %s after a lost webhook, within five minutes', async (state, order, hold) => {
    const purchase = await till.aPurchase();
    const payment = await till.pay(purchase);
    await till.decide(payment, state);
    await till.askLater(purchase, 20);
    expect(await till.stateOf(purchase, payment)).toBe('pending');
    await till.askLater(purchase, 45);
    expect(await till.stateOf(purchase, payment)).toBe(state);
    expect(await till.orderOf(purchase)).toMatchObject({ state: order });
    expect(await till.holdStateOf(purchase)).toBe(hold);
  });

  it('is asked about by one process at a time, and less and less often', async () => {
    const purchase = await till.aPurchase();
    await till.pay(purchase, { fault: 'time-out-before-charging' });
    await till.query(`UPDATE payment SET state = 'unknown', unknown_since = clock_timestamp() WHERE order_id = $1`, [
      purchase.hold.orderId,
    ]);
    const checkedAt = async () =>
      (
        await till.query<{ at: Date | null }>('SELECT checked_at AS at FROM payment WHERE order_id = $1', [
          purchase.hold.orderId,
        ])
      ).rows[0]?.at;
    await Promise.all([1, 2, 3].map(() => till.shop.get(ReconcilePayments).run()));
    const first = await checkedAt();
    await till.shop.get(ReconcilePayments).run();
    expect(await checkedAt()).toEqual(first);
    expect(first).not.toBeNull();
  });

  it('is fulfilled though its time was over and nobody told', async () => {
    const purchase = await till.aPurchase();
    const payment = await till.pay(purchase);
    await till.decide(payment, 'captured');
    await till.runOut(purchase);
    expect(await till.orderOf(purchase)).toMatchObject({ state: 'cancelled' });
    await till.askLater(purchase, 10);
    expect(await till.stateOf(purchase, payment)).toBe('captured');
    expect(await till.orderOf(purchase)).toMatchObject({ state: 'confirmed', total: { amount: 2900 } });
    expect(await left(purchase)).toMatchObject({ held: 0, sold: 2 });
  });

  it('goes back when others have the units by then', async () => {
    const purchase = await till.aPurchase({ onHand: 2 });
    const payment = await till.pay(purchase);
    await till.decide(payment, 'captured');
    await till.runOut(purchase);
    await till.claim(purchase.sale);
    await till.askLater(purchase, 10);
    expect(await till.stateOf(purchase, payment)).toBe('refunded');
    expect(await till.orderOf(purchase)).toMatchObject({ state: 'cancelled' });
    expect(await till.booksOf(purchase)).toEqual({ 'provider:sandbox': 0, exporter: 0 });
    expect(await left(purchase)).toEqual({ onHand: 2, held: 2, sold: 0 });
  });

  it('is fulfilled in part when only a part is left, and the rest goes back', async () => {
    const variants = [
      { name: '250 g', onHand: 2, price: 1000 },
      { name: '1 kg', onHand: 1, price: 3500 },
    ];
    const purchase = await till.aPurchase({ variants });
    const second = await till.claim(purchase.sale, { qty: 1, variant: 1, by: purchase.buyer });
    expect(second.hold.orderId).toBe(purchase.hold.orderId);
    const payment = await till.pay(purchase);
    expect(payment.amount.amount).toBe(5500);
    await till.decide(payment, 'captured');
    await till.runOut(purchase);
    await till.claim(purchase.sale, { qty: 1, variant: 1 });
    await till.askLater(purchase, 10);
    expect(await till.stateOf(purchase, payment)).toBe('captured');
    expect(await till.orderOf(purchase)).toMatchObject({ state: 'confirmed', total: { amount: 2000 } });
    expect([await till.holdStateOf(purchase), await till.holdStateOf(second)]).toEqual(['CONFIRMED', 'EXPIRED']);
    expect(await till.booksOf(purchase)).toEqual({ 'provider:sandbox': 2000, exporter: -2000 });
    expect(await till.disagreeing(purchase)).toEqual([]);
  });

  it('pays for what it was made for: what the buyer had given up before stays given up', async () => {
    const variants = [
      { name: '250 g', onHand: 2, price: 1000 },
      { name: '1 kg', onHand: 1, price: 3500 },
    ];
    const purchase = await till.aPurchase({ variants });
    const second = await till.claim(purchase.sale, { qty: 1, variant: 1, by: purchase.buyer });
    await till.shop.get(ReleaseHold).release(purchase.buyer, second.hold.id);
    const payment = await till.pay(purchase);
    expect(payment.amount.amount).toBe(2000);
    await till.tell(payment, 'payment.captured');
    expect([await till.holdStateOf(purchase), await till.holdStateOf(second)]).toEqual(['CONFIRMED', 'RELEASED']);
    expect(await stockOf(till.shop, purchase.sale.variantIds[1] as string)).toEqual({ onHand: 1, held: 0, sold: 0 });
  });

  it('leaves the rest of a basket payable when one hold of it is released meanwhile', async () => {
    const variants = [
      { name: '250 g', onHand: 2, price: 1000 },
      { name: '1 kg', onHand: 1, price: 3500 },
    ];
    const purchase = await till.aPurchase({ variants });
    const second = await till.claim(purchase.sale, { qty: 1, variant: 1, by: purchase.buyer });
    await till.pay(purchase);
    await till.shop.get(ReleaseHold).release(purchase.buyer, second.hold.id);
    expect(await till.holdStateOf(purchase)).toBe('HELD');
    expect(await till.pay(purchase)).toMatchObject({ attempt: 2, amount: { amount: 2000 } });
  });
});

describe('an offer where whoever pays first has it', () => {
  let till: Till;
  beforeAll(async () => void (till = new Till(await openShop())));
  afterAll(() => till?.shop.close());

  it('sells its units when they are paid for, and returns the money of those who come too late', async () => {
    const first = await till.aPurchase({ onHand: 2, mode: 'FIRST_PAID' });
    const second = await till.claim(first.sale);
    expect(await stockOf(till.shop, first.sale.variantIds[0])).toEqual({ onHand: 2, held: 0, sold: 0 });
    const [one, two] = [await till.pay(first), await till.pay(second)];
    await Promise.all([till.tell(two, 'payment.captured'), till.tell(one, 'payment.captured')]);
    const states = [await till.stateOf(first, one), await till.stateOf(second, two)];
    expect([...states].sort()).toEqual(['captured', 'refunded']);
    const [winner, loser] = states[0] === 'captured' ? [first, second] : [second, first];
    expect(await till.orderOf(winner)).toMatchObject({ state: 'confirmed' });
    expect(await till.orderOf(loser)).toMatchObject({ state: 'cancelled' });
    expect(await till.holdStateOf(loser)).toBe('RELEASED');
    expect(await till.booksOf(loser)).toEqual({ 'provider:sandbox': 0, exporter: 0 });
    expect(await stockOf(till.shop, first.sale.variantIds[0])).toEqual({ onHand: 2, held: 0, sold: 2 });
  });
});
