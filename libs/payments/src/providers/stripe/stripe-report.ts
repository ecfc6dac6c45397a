import type Stripe from 'stripe';
import type { ChargeReport } from '../../payment-provider.js';
import { fromStripe } from './stripe-amount.js';

/** What a payment intent's status means for us (https://docs.stripe.com/payments/paymentintents/lifecycle). */
const stateOfIntent: Partial<Record<Stripe.PaymentIntent.Status, ChargeReport['state']>> = {
  succeeded: 'captured',
  requires_capture: 'authorised',
  canceled: 'expired',
  // only a finished checkout is looked at: its one attempt failed afterwards
  requires_payment_method: 'declined',
};

/** What a Checkout Session, its payment intent expanded, says of a payment. Pure. */
export function reportOf(session: Stripe.Checkout.Session): ChargeReport {
  const known = { reference: session.id, ...(session.url !== null && { checkoutUrl: session.url }) };
  if (session.status === 'open') return { state: 'open', ...known };
  if (session.status === 'expired') return { state: 'expired', ...known };
  const intent = intentOf(session);
  if (intent === null) return { state: session.payment_status === 'paid' ? 'captured' : 'open', ...known };
  const fee = feeOf(intent);
  return { state: stateOfIntent[intent.status] ?? 'open', ...known, ...(fee !== null && { fee }) };
}

export const intentOf = ({ payment_intent: intent }: Stripe.Checkout.Session): Stripe.PaymentIntent | null =>
  typeof intent === 'string' ? null : intent;

/** What Stripe keeps, when the charge and its balance transaction were expanded and are settled in this currency. */
function feeOf({ latest_charge: charge }: Stripe.PaymentIntent) {
  if (charge === null || typeof charge === 'string') return null;
  const { balance_transaction: settled, currency } = charge;
  if (settled === null || typeof settled === 'string' || settled.currency !== currency) return null;
  return fromStripe(settled.fee, settled.currency);
}
