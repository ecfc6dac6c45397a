import type Stripe from 'stripe';
import { Id } from '#libs/contracts';
import type { PaymentNotice } from '../../payment-provider.js';
import { fromStripe } from './stripe-amount.js';

type Reader = (event: Stripe.Event) => PaymentNotice | null;

/** The events that tell of a payment; the endpoint at Stripe needs to subscribe to these. */
const readers: Readonly<Record<string, Reader>> = {
  // what is not paid yet is authorised or under way: the event does not say which
  'checkout.session.completed': (event) => {
    const session = event.data.object as Stripe.Checkout.Session;
    return ofSession(event, session.payment_status === 'paid' ? 'captured' : 'hint');
  },
  'checkout.session.async_payment_succeeded': (event) => ofSession(event, 'captured'),
  'checkout.session.async_payment_failed': (event) => ofSession(event, 'declined'),
  'checkout.session.expired': (event) => ofSession(event, 'expired'),
  'payment_intent.amount_capturable_updated': (event) => ofIntent(event, 'authorised', 'amount_capturable'),
  'payment_intent.succeeded': (event) => ofIntent(event, 'captured', 'amount_received'),
  'payment_intent.canceled': (event) => ofIntent(event, 'expired', 'amount'),
};

/** The news in an event of Stripe's, or null when it tells of no payment of ours. Pure. */
export const noticeOf: Reader = (event) => readers[event.type]?.(event) ?? null;

function ofSession({ id, data }: Stripe.Event, result: PaymentNotice['result']): PaymentNotice | null {
  const { client_reference_id: reference, amount_total: amount, currency } = data.object as Stripe.Checkout.Session;
  return about(id, reference, result, amount, currency);
}

function ofIntent(
  { id, data }: Stripe.Event,
  result: PaymentNotice['result'],
  amount: 'amount' | 'amount_capturable' | 'amount_received',
): PaymentNotice | null {
  const intent = data.object as Stripe.PaymentIntent;
  return about(id, intent.metadata['payment'], result, intent[amount], intent.currency);
}

function about(
  messageId: string,
  reference: string | null | undefined,
  result: PaymentNotice['result'],
  amount: number | null,
  currency: string | null,
): PaymentNotice | null {
  const paymentId = Id.safeParse(reference);
  if (!paymentId.success) return null;
  const money = amount === null || currency === null ? null : fromStripe(amount, currency);
  return { messageId, paymentId: paymentId.data, result, amount: money };
}
