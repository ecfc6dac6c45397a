import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { MobileMoneyServer } from '../../../tests/support/mobile-money-server.js';
import { StripeServer } from '../../../tests/support/stripe-server.js';
import { openShop, stockOf } from '../testing/sale.js';
import { type Purchase, Till } from '../testing/till.js';
import { CarryOutRefund } from './carry-out-refund.js';
import { ConfirmPayment } from './confirm-payment.js';
import { ReadOrderPayments } from './read-order-payments.js';
import { Refunds } from './refunds.js';
import { SettlePayment } from './settle-payment.js';

const webhookSecret = 'whsec_of_a_test';
const events = (payload: object) => {
  const body = JSON.stringify(payload);
  const header = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: webhookSecret });
  return { headers: { 'stripe-signature': header }, body: Buffer.from(body) };
};

describe('an order', () => {
  let stripe: StripeServer;
  let momo: MobileMoneyServer;
  let till: Till;
  beforeAll(async () => {
    stripe = await StripeServer.open();
    momo = await MobileMoneyServer.open();
    till = new Till(
      await openShop({
        PAYMENT_PROVIDERS: 'stripe,mobile-money,cash-on-delivery,bank-transfer',
        STRIPE_SECRET_KEY: 'sk_test_silkcast',
        STRIPE_WEBHOOK_SECRET: webhookSecret,
        STRIPE_API_BASE: stripe.url,
        STRIPE_CAPTURE: 'separate',
        MOBILE_MONEY_URL: momo.url,
        MOBILE_MONEY_USER: '11111111-1111-4111-8111-111111111111',
        MOBILE_MONEY_API_KEY: 'key',
        MOBILE_MONEY_COLLECTION_KEY: 'collect',
        MOBILE_MONEY_DISBURSEMENT_KEY: 'disburse',
        MOBILE_MONEY_CURRENCY: 'USD',
        BANK_TRANSFER_ACCOUNT: 'Rutsiro Tea, RW12 3456',
      }),
    );
  });
  afterAll(() => Promise.all([till?.shop.close(), stripe?.close(), momo?.close()]));

  const settle = (provider: string, request: ReturnType<typeof events>) =>
    till.shop.get(SettlePayment).settle(provider, request);
  const sold = ({ sale }: Purchase) => stockOf(till.shop, sale.variantIds[0]);
  const eventOf = (type: string, paymentId: string) => {
    const { payment_intent: object } = stripe.sessionOf(paymentId);
    return events({ id: `evt_${type}_${paymentId}`, object: 'event', type, data: { object } });
  };

  it('is paid by card: authorised, its units secured, captured once, and booked with what Stripe keeps', async () => {
    const purchase = await till.aPurchase({ onHand: 2, mode: 'FIRST_PAID' });
    const payment = await till.pay(purchase);
    expect(payment).toMatchObject({
      provider: 'stripe',
      state: 'pending',
      checkoutUrl: expect.stringContaining('/c/pay/cs_'),
    });
    expect(await till.pay(purchase)).toEqual(payment);
    expect(stripe.sessions.size).toBe(1);
    stripe.pay(payment.id);
    const authorised = eventOf('payment_intent.amount_capturable_updated', payment.id);
    await settle('stripe', authorised);
    expect(await till.stateOf(purchase, payment)).toBe('captured');
    await settle('stripe', eventOf('payment_intent.succeeded', payment.id));
    await settle('stripe', authorised);
    expect(await till.orderOf(purchase)).toMatchObject({ state: 'confirmed' });
    expect(await sold(purchase)).toEqual({ onHand: 2, held: 0, sold: 2 });
    expect(await till.booksOf(purchase)).toEqual({ 'provider:stripe': 2900, exporter: -2825, 'fees:stripe': -75 });
    expect(stripe.seen.filter(({ path }) => path.endsWith('/capture'))).toHaveLength(1);
    const refund = { amount: 900, reason: 'One was broken.' };
    expect(await till.shop.get(Refunds).request(purchase.sale.host, purchase.hold.orderId, refund)).toMatchObject({
      state: 'done',
    });
    expect(stripe.repaid(payment.id)).toBe(900);
    expect(await till.disagreeing(purchase)).toEqual([]);
  });

  it('takes no money by card when its units went to others: what was authorised is given up', async () => {
    const purchase = await till.aPurchase({ onHand: 2, mode: 'FIRST_PAID' });
    const payment = await till.pay(purchase);
    const other = await till.claim(purchase.sale);
    await till.pay(other, { provider: 'cash-on-delivery' });
    stripe.pay(payment.id);
    await settle('stripe', eventOf('payment_intent.amount_capturable_updated', payment.id));
    expect(stripe.sessionOf(payment.id).payment_intent.status).toBe('canceled');
    expect(await till.stateOf(purchase, payment)).toBe('expired');
    expect(await till.booksOf(purchase)).toEqual({});
    expect(await sold(purchase)).toEqual({ onHand: 2, held: 0, sold: 2 });
  });

  it('finds its Checkout Session again when the answer was lost', async () => {
    const purchase = await till.aPurchase();
    stripe.lost = 2;
    const payment = await till.pay(purchase);
    expect(payment.state).toBe('unknown');
    await till.askLater(purchase, 5);
    const again = await till.pay(purchase);
    expect(again).toMatchObject({ id: payment.id, state: 'pending', checkoutUrl: stripe.sessionOf(payment.id).url });
    expect([...stripe.sessions.values()].filter((one) => one.client_reference_id === payment.id)).toHaveLength(1);
  });

  it('keeps its units from others for minutes, not for ever, when its provider is away', async () => {
    const purchase = await till.aPurchase();
    const payment = await till.pay(purchase);
    stripe.lost = Infinity;
    await till.runOut(purchase, 60);
    expect([await till.holdStateOf(purchase), await till.stateOf(purchase, payment)]).toEqual(['PAYING', 'pending']);
    await till.runOut(purchase, 400);
    stripe.lost = 0;
    expect([await till.holdStateOf(purchase), await till.stateOf(purchase, payment)]).toEqual(['EXPIRED', 'expired']);
    expect(await sold(purchase)).toMatchObject({ held: 0, sold: 0 });
    // what could not be closed then is closed now, or fulfilled
    stripe.sessionOf(payment.id).status = 'open';
    await till.askLater(purchase, 10);
    expect(stripe.sessionOf(payment.id).status).toBe('expired');
  });

  it('is paid by mobile money: pushed, asked about whatever the callback says, and repaid', async () => {
    const purchase = await till.aPurchase();
    await expect(till.pay(purchase, { provider: 'mobile-money' })).rejects.toMatchObject({ code: 'request.invalid' });
    const payment = await till.pay(purchase, { provider: 'mobile-money', phone: '+250788123456' });
    const callback = (status: string) => ({
      headers: {} as { 'stripe-signature': string },
      body: Buffer.from(JSON.stringify({ externalId: payment.id, status })),
    });
    await settle('mobile-money', callback('SUCCESSFUL'));
    expect(await till.stateOf(purchase, payment)).toBe('pending');
    momo.settle(payment.id, 'SUCCESSFUL');
    await settle('mobile-money', callback('FAILED'));
    expect(await till.stateOf(purchase, payment)).toBe('captured');
    await till.shop.get(Refunds).request(purchase.sale.host, purchase.hold.orderId, { reason: 'Lost on the way.' });
    expect(await till.stateOf(purchase, payment)).toBe('captured');
    // on its way, then there
    for (const seconds of [30, 120]) {
      await till.askLater(purchase, seconds);
      await till.shop.get(CarryOutRefund).retry();
    }
    expect(await till.stateOf(purchase, payment)).toBe('refunded');
    expect(momo.repaid(payment.id)).toBe(29);
  });

  it('begins again in another way when its buyer wants to, and the first way is closed', async () => {
    const purchase = await till.aPurchase();
    const card = await till.pay(purchase);
    const cash = await till.pay(purchase, { provider: 'cash-on-delivery' });
    expect(cash).toMatchObject({ provider: 'cash-on-delivery', attempt: 2, state: 'authorised' });
    expect(stripe.sessionOf(card.id).status).toBe('expired');
    expect(await till.stateOf(purchase, card)).toBe('expired');
    const seen = await till.shop.get(ReadOrderPayments).ofOrder(purchase.sale.host, purchase.hold.orderId);
    expect(seen.map(({ id, state }) => [id, state])).toEqual([
      [card.id, 'expired'],
      [cash.id, 'authorised'],
    ]);
  });

  it('stands at once with cash on delivery, and is booked when somebody says that the cash came', async () => {
    const purchase = await till.aPurchase();
    const payment = await till.pay(purchase, { provider: 'cash-on-delivery' });
    expect(await till.orderOf(purchase)).toMatchObject({ state: 'confirmed' });
    expect(await sold(purchase)).toMatchObject({ held: 0, sold: 2 });
    expect(await till.booksOf(purchase)).toEqual({});
    const confirm = () => till.shop.get(ConfirmPayment).confirm(purchase.sale.host, payment.id);
    expect([(await confirm()).state, (await confirm()).state]).toEqual(['captured', 'captured']);
    expect(await till.booksOf(purchase)).toEqual({ 'provider:cash-on-delivery': 2900, exporter: -2900 });
    await expect(till.shop.get(ConfirmPayment).confirm(purchase.buyer, payment.id)).rejects.toMatchObject({
      code: 'payment.not-found',
    });
  });

  it('waits for days for a transfer that states its number, and is repaid by hand', async () => {
    const purchase = await till.aPurchase();
    const payment = await till.pay(purchase, { provider: 'bank-transfer' });
    expect(payment).toMatchObject({
      state: 'pending',
      reference: (await till.orderOf(purchase)).number,
      instructions: 'Rutsiro Tea, RW12 3456',
    });
    const { rows } = await till.query<{ days: number }>(
      `SELECT extract(epoch FROM expires_at - clock_timestamp())::float / 86400 AS days FROM hold WHERE id = $1`,
      [purchase.hold.id],
    );
    expect(rows[0]?.days).toBeCloseTo(3, 1);
    await till.askLater(purchase, 4000);
    expect(await till.stateOf(purchase, payment)).toBe('pending');
    const { host } = purchase.sale;
    expect(await till.shop.get(ConfirmPayment).confirm(host, payment.id)).toMatchObject({ state: 'captured' });
    const refunds = till.shop.get(Refunds);
    const { id, state } = await refunds.request(host, purchase.hold.orderId, { reason: 'Sold out at the farm.' });
    expect(state).toBe('pending');
    for (const _ of ['once', 'again'])
      expect(await refunds.confirm(host, purchase.hold.orderId, id)).toMatchObject({ state: 'done' });
    expect(await till.stateOf(purchase, payment)).toBe('refunded');
    expect(await till.booksOf(purchase)).toEqual({ 'provider:bank-transfer': 0, exporter: 0 });
    expect(await till.disagreeing(purchase)).toEqual([]);
  });

  it('is not paid in a way that the house does not offer', async () => {
    const purchase = await till.aPurchase();
    await expect(till.pay(purchase, { provider: 'sandbox' })).rejects.toMatchObject({ code: 'payment.not-offered' });
  });
});
