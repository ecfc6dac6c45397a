import type Stripe from 'stripe';
import { Id } from '#libs/contracts';
import type { PaymentNotice } from '../../payment-provider.js';
import { fromStripe } from './stripe-amount.js';

/** The news in an event of Stripe's, or null when it tells of no payment of ours. Pure. */
export function noticeOf(event: Stripe.Event): PaymentNotice | null {
  switch (event.type) {
    case 'checkout.session.completed':
      // what is not paid yet is authorised or under way: the event does not say which
      return ofSession(event, event.data.object, event.data.object.payment_status === 'paid' ? 'captured' : 'hint');
    case 'checkout.session.async_payment_succeeded':
      return ofSession(event, event.data.object, 'captured');
    case 'checkout.session.async_payment_failed':
      return ofSession(event, event.data.object, 'declined');
    case 'checkout.session.expired':
      return ofSession(event, event.data.object, 'expired');
    case 'payment_intent.amount_capturable_updated':
      return ofIntent(event, event.data.object, 'authorised', event.data.object.amount_capturable);
    case 'payment_intent.succeeded':
      return ofIntent(event, event.data.object, 'captured', event.data.object.amount_received);
    case 'payment_intent.canceled':
      return ofIntent(event, event.data.object, 'expired', event.data.object.amount);
    default:
      return null;
  }
}

const ofSession = (
  { id }: Stripe.Event,
  { client_reference_id: reference, amount_total: amount, currency }: Stripe.Checkout.Session,
  result: PaymentNotice['result'],
) => about(id, reference, result, amount, currency);

const ofIntent = (
  { id }: Stripe.Event,
  { metadata, currency }: Stripe.PaymentIntent,
  result: PaymentNotice['result'],
  amount: number,
) => about(id, metadata['payment'], result, amount, currency);

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
