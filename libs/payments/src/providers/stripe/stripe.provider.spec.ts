import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { uuidv7 } from 'uuidv7';
import {
  itClosesCheckouts,
  itIsAPaymentProvider,
  itMovesMoney,
  itSignsItsWebhooks,
  type MovingProvider,
  type SigningProvider,
} from '../../../testing/payment-provider-conformance.js';
import { StripeServer } from '../../../../../tests/support/stripe-server.js';
import type { Charge, PaymentNotice } from '../../payment-provider.js';
import { StripeProvider } from './stripe.provider.js';

const webhookSecret = 'whsec_test_of_silkcast';
const signed = (payload: string, at = new Date()) => ({
  headers: {
    'stripe-signature': Stripe.webhooks.generateTestHeaderString({
      payload,
      secret: webhookSecret,
      timestamp: Math.floor(at.getTime() / 1000),
    }),
  },
  body: Buffer.from(payload),
});
const typeOf: Partial<Record<PaymentNotice['result'], string>> = {
  captured: 'payment_intent.succeeded',
  authorised: 'payment_intent.amount_capturable_updated',
  expired: 'payment_intent.canceled',
};
const announce = ({ messageId, paymentId, result, amount }: PaymentNotice, at?: Date) =>
  signed(
    JSON.stringify({
      id: messageId,
      object: 'event',
      type: typeOf[result],
      data: {
        object: {
          object: 'payment_intent',
          metadata: { payment: paymentId },
          currency: amount?.currency.toLowerCase(),
          amount: amount?.amount,
          amount_received: amount?.amount,
          amount_capturable: amount?.amount,
        },
      },
    }),
    at,
  );

const over = (server: StripeServer, capture: 'immediate' | 'separate' = 'immediate') =>
  new StripeProvider({
    secretKey: 'sk_test_silkcast',
    webhookSecret,
    apiBase: server.url,
    capture,
    returnUrl: 'https://silkcast.example/pay',
  });

async function stripe(): Promise<MovingProvider & SigningProvider> {
  const server = await StripeServer.open();
  return {
    provider: over(server),
    world: {
      pay: async ({ paymentId }) => void server.pay(paymentId),
      repaid: async ({ paymentId }) => server.repaid(paymentId),
      loseNextAnswer() {
        // the library tries a second time
        server.lost = 2;
        return {};
      },
    },
    webhooks: { announce, announceNonsense: () => signed('{"id":"evt_1","type":"payment_intent.succeeded"}') },
    close: () => server.close(),
  };
}

const aCharge = (currency = 'USD'): Charge => {
  const paymentId = uuidv7();
  return {
    paymentId,
    key: `order-${uuidv7()}-try-1`,
    amount: { amount: 2900, currency },
    orderNumber: 'K7M2',
    reference: null,
    createdAt: new Date().toISOString(),
  };
};

describe('the Stripe provider', () => {
  itIsAPaymentProvider(stripe);
  itMovesMoney(stripe);
  itClosesCheckouts(stripe);
  itSignsItsWebhooks(stripe, ['captured', 'authorised', 'expired']);

  let server: StripeServer;
  beforeAll(async () => void (server = await StripeServer.open()));
  afterAll(() => server.close());

  it('sends the buyer to a Checkout Session that carries the payment, the amount and a stable key', async () => {
    const charge = aCharge();
    const { checkoutUrl, reference } = await over(server).create(charge);
    const session = server.sessionOf(charge.paymentId);
    expect({ checkoutUrl, reference }).toEqual({ checkoutUrl: session.url, reference: session.id });
    expect(session).toMatchObject({ amount_total: 2900, currency: 'usd' });
    expect(session.payment_intent.metadata).toEqual({ payment: charge.paymentId });
    expect(server.seen.at(-1)?.headers).toMatchObject({
      'idempotency-key': charge.key,
      authorization: 'Bearer sk_test_silkcast',
    });
  });

  it('authorises first and captures once, when it is told to', async () => {
    const provider = over(server, 'separate');
    const charge = aCharge();
    const reference = (await provider.create(charge)).reference ?? null;
    server.pay(charge.paymentId);
    const known = { ...charge, reference };
    expect((await provider.lookup(known)).state).toBe('authorised');
    expect(await provider.capture(known)).toMatchObject({ state: 'captured', fee: { amount: 75, currency: 'USD' } });
    expect((await provider.capture(known)).state).toBe('captured');
    expect(server.seen.filter(({ path }) => path.endsWith('/capture'))).toHaveLength(1);
  });

  it('gives up what was authorised only', async () => {
    const provider = over(server, 'separate');
    const charge = aCharge();
    const reference = (await provider.create(charge)).reference ?? null;
    server.pay(charge.paymentId);
    await provider.expire({ ...charge, reference });
    expect((await provider.lookup({ ...charge, reference })).state).toBe('expired');
  });

  it('counts in hundredths where Stripe does, though the currency has none', async () => {
    const provider = over(server);
    const charge = aCharge('UGX');
    await provider.create(charge);
    expect(server.sessionOf(charge.paymentId).amount_total).toBe(290_000);
    const session = server.pay(charge.paymentId);
    const { payment_intent: intent } = session;
    const event = { id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: { object: intent } };
    expect(provider.parseWebhook(signed(JSON.stringify(event)))).toMatchObject({ amount: charge.amount });
  });

  it('asks what a finished checkout means that is not paid yet, and passes over what is none of ours', () => {
    const provider = over(server);
    const tell = (type: string, object: unknown) =>
      provider.parseWebhook(signed(JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } })));
    const paymentId = uuidv7();
    const session = { client_reference_id: paymentId, amount_total: 2900, currency: 'usd', payment_status: 'unpaid' };
    expect(tell('checkout.session.completed', session)).toMatchObject({ paymentId, result: 'hint' });
    expect(tell('checkout.session.async_payment_failed', session)).toMatchObject({ result: 'declined' });
    expect(tell('checkout.session.expired', session)).toMatchObject({ result: 'expired' });
    expect(tell('checkout.session.completed', { ...session, payment_status: 'paid' })).toMatchObject({
      result: 'captured',
    });
    expect(tell('checkout.session.expired', { ...session, client_reference_id: null })).toBeNull();
    expect(tell('customer.created', {})).toBeNull();
  });

  it('takes a refusal for definite, and a server that fails for unknown', async () => {
    const nowhere = new StripeProvider({
      secretKey: 'sk_test_silkcast',
      webhookSecret,
      apiBase: 'http://127.0.0.1:9',
      capture: 'immediate',
      returnUrl: 'https://silkcast.example/pay',
    });
    await expect(nowhere.create(aCharge())).rejects.toThrow('connection');
    await expect(nowhere.lookup(aCharge())).rejects.toThrow('connection');
    expect(await over(server).lookup({ ...aCharge(), reference: 'cs_test_1nobody' })).toEqual({ state: 'absent' });
  });
});
