import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#libs/database';
import { ReadStatement, SandboxBooksStore, statementCsv } from '#libs/payments';
import { anActor } from '../../../tests/support/feature.js';
import { openShop } from '../testing/sale.js';
import { type Purchase, Till } from '../testing/till.js';
import { CarryOutRefund } from './carry-out-refund.js';
import { Refunds } from './refunds.js';

describe('giving money back', () => {
  let till: Till;
  beforeAll(async () => void (till = new Till(await openShop({ PLATFORM_FEE_BASIS_POINTS: '250' }))));
  afterAll(() => till?.shop.close());

  const refunds = () => till.shop.get(Refunds);
  const aPaidPurchase = async () => {
    const purchase = await till.aPurchase();
    const payment = await till.pay(purchase);
    await till.decide(payment, 'captured');
    await till.tell(payment, 'payment.captured');
    return { ...purchase, payment };
  };
  const give = ({ sale, hold }: Purchase, amount?: number) =>
    refunds().request(sale.host, hold.orderId, { amount, reason: 'The box was wet.' });

  it('returns a part, then the rest, each with its share of the fee', async () => {
    const purchase = await aPaidPurchase();
    expect(await till.booksOf(purchase)).toEqual({ 'provider:sandbox': 2900, exporter: -2827, 'fees:platform': -73 });
    expect(await give(purchase, 900)).toMatchObject({ state: 'done', amount: { amount: 900, currency: 'USD' } });
    expect(await till.stateOf(purchase, purchase.payment)).toBe('captured');
    expect(await till.booksOf(purchase)).toEqual({ 'provider:sandbox': 2000, exporter: -1950, 'fees:platform': -50 });
    expect(await give(purchase)).toMatchObject({ state: 'done', amount: { amount: 2000 } });
    expect(await till.stateOf(purchase, purchase.payment)).toBe('refunded');
    expect(await till.booksOf(purchase)).toEqual({ 'provider:sandbox': 0, exporter: 0, 'fees:platform': 0 });
    expect(await till.disagreeing(purchase)).toEqual([]);
    expect((await refunds().ofOrder(purchase.buyer, purchase.hold.orderId)).map(({ state }) => state)).toEqual([
      'done',
      'done',
    ]);
  });

  it('is one refund, however often it is asked for with one key', async () => {
    const { sale, hold } = await aPaidPurchase();
    const ask = (key: string) =>
      refunds().request(sale.host, hold.orderId, { amount: 900, reason: 'The box was wet.' }, key);
    const [first, second] = await Promise.all([ask('first-box'), ask('first-box')]);
    expect(await ask('first-box')).toMatchObject({ id: first.id, state: 'done' });
    expect(second.id).toBe(first.id);
    expect((await ask('second-box')).id).not.toBe(first.id);
  });

  it('never returns more than was paid, however many ask at once', async () => {
    const purchase = await aPaidPurchase();
    const asked = await Promise.allSettled([1, 2, 3, 4].map(() => give(purchase, 1000)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const refusals = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refusals).toMatchObject([{ code: 'payment.refund-too-large' }, { code: 'payment.refund-too-large' }]);
    expect((await till.booksOf(purchase))['provider:sandbox']).toBe(900);
  });

  it('is made good after a crash between the decision and the provider, and once', async () => {
    const purchase = await aPaidPurchase();
    const books = till.shop.get(SandboxBooksStore, { strict: false });
    const refund = books.refund.bind(books);
    // the provider pays, and its answer is lost
    books.refund = async (...args) => {
      await refund(...args);
      throw new Error('the line went dead');
    };
    const pending = await give(purchase, 900).finally(() => (books.refund = refund));
    expect(pending.state).toBe('pending');
    expect((await till.booksOf(purchase))['provider:sandbox']).toBe(2900);
    await till.askLater(purchase, 10);
    await Promise.all([1, 2].map(() => till.shop.get(CarryOutRefund).retry()));
    const [done] = await refunds().ofOrder(purchase.sale.host, purchase.hold.orderId);
    expect(done).toMatchObject({ id: pending.id, state: 'done', doneAt: expect.any(String) });
    expect((await till.booksOf(purchase))['provider:sandbox']).toBe(2000);
    const { rows } = await till.shop
      .get(Database, { strict: false })
      .pool.query('SELECT refunded FROM sandbox_payment WHERE id = $1', [purchase.payment.id]);
    expect(rows).toEqual([{ refunded: '900' }]);
  });

  it('is the business of the exporter: the buyer reads, others know nothing of it', async () => {
    const purchase = await aPaidPurchase();
    const { hold, buyer } = purchase;
    await expect(refunds().request(buyer, hold.orderId, { reason: 'I want it back' })).rejects.toMatchObject({
      code: 'order.not-found',
    });
    await expect(refunds().ofOrder(await anActor(till.shop), hold.orderId)).rejects.toMatchObject({
      code: 'order.not-found',
    });
    expect(await refunds().ofOrder(buyer, hold.orderId)).toEqual([]);
    const { id } = await give(purchase, 1);
    await expect(refunds().confirm(purchase.sale.host, hold.orderId, id)).rejects.toMatchObject({
      code: 'payment.wrong-state',
    });
  });

  it('needs something that was paid', async () => {
    const purchase = await till.aPurchase();
    await till.pay(purchase);
    await expect(give(purchase)).rejects.toMatchObject({ code: 'payment.wrong-state' });
  });

  it('is in the statement of the exporter, from what was owed before to what is owed now', async () => {
    const purchase = await aPaidPurchase();
    const { sale } = purchase;
    const between = new Date(Date.now() + 1);
    await new Promise((later) => setTimeout(later, 5));
    await give(purchase, 900);
    const number = (await till.orderOf(purchase)).number;
    const read = (query: { from?: string; to?: string }) =>
      till.shop.get(ReadStatement, { strict: false }).read(sale.host, sale.exporterId, query);
    const to = new Date(Date.now() + 1000).toISOString();
    const whole = await read({ to });
    expect(whole.accounts).toMatchObject([
      {
        currency: 'USD',
        opening: 0,
        lines: [
          { kind: 'sale', amount: 2900, orderNumber: number },
          { kind: 'platform-fee', amount: -73 },
          { kind: 'refund', amount: -900 },
          { kind: 'platform-fee', amount: 23 },
        ],
        closing: 1950,
      },
    ]);
    const rest = await read({ from: between.toISOString(), to });
    expect(rest.accounts).toMatchObject([{ opening: 2827, closing: 1950 }]);
    const csv = statementCsv(whole).split('\r\n');
    expect(csv[0]).toBe('at,order,kind,currency,amount,balance');
    expect(csv.slice(1, 4).map((line) => line.split(',').slice(1).join(','))).toEqual([
      ',opening,USD,,0',
      `${number},sale,USD,2900,2900`,
      `${number},platform-fee,USD,-73,2827`,
    ]);
    await expect(read({ from: to, to: between.toISOString() })).rejects.toMatchObject({ code: 'request.invalid' });
  });
});
