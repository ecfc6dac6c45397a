import Stripe from 'stripe';
import { DomainError, type PaymentMethod, type Settings } from '#libs/contracts';
import { publicUrl } from '#libs/platform';
import {
  type Charge,
  type ChargeReport,
  PaymentProvider,
  type PaymentNotice,
  type Repayment,
  type RepaymentReport,
  type SignedRequest,
} from '../../payment-provider.js';
import { toStripe } from './stripe-amount.js';
import { noticeOf } from './stripe-notice.js';
import { intentOf, reportOf } from './stripe-report.js';

/** An operation makes three calls at most, and has ten seconds. */
const callMs = 3000;
const toleranceSeconds = 300;
/** A Checkout Session lasts from half an hour to a day; we close it ourselves when the hold is over. */
const sessionSeconds = 3600;
const expand = ['payment_intent', 'payment_intent.latest_charge.balance_transaction'];

type Options = {
  secretKey: string;
  webhookSecret: string;
  /** `http://host:port` of the API, where it is not Stripe's own. */
  apiBase?: string | undefined;
  capture: Settings['STRIPE_CAPTURE'];
  /** Where buyers come back to; the payment's id is added. */
  returnUrl: string;
};

/**
 * Cards and more by Stripe Checkout (https://docs.stripe.com/api/checkout/sessions). The session carries our payment's
 * id as its client reference, and so does the payment intent's metadata. A session whose answer was lost is found by
 * creating it again under the same idempotency key, as Stripe advises.
 */
export class StripeProvider extends PaymentProvider {
  readonly method: PaymentMethod = { provider: 'stripe', kind: 'page', needsPhone: false, currency: null };
  readonly #stripe: Stripe;

  constructor(private readonly options: Options) {
    super();
    const { apiBase, secretKey } = options;
    this.#stripe = new Stripe(secretKey, {
      timeout: callMs,
      maxNetworkRetries: 0,
      telemetry: false,
      ...(apiBase !== undefined && addressOf(new URL(apiBase))),
    });
  }

  create(charge: Charge): Promise<ChargeReport> {
    return unless<ChargeReport>(accountRefused, async () => reportOf(await this.#open(charge)), { state: 'declined' });
  }

  async capture(charge: Charge): Promise<ChargeReport> {
    const session = await this.#session(charge);
    const intent = intentOf(session);
    if (intent?.status !== 'requires_capture') return reportOf(session);
    const { key } = charge;
    const captured = () => this.#stripe.paymentIntents.capture(intent.id, {}, { idempotencyKey: `${key}-capture` });
    await unless<unknown>(requestRefused, captured, undefined);
    return this.lookup({ ...charge, reference: session.id });
  }

  async expire(charge: Charge): Promise<void> {
    const session = await this.#session(charge);
    const intent = intentOf(session);
    // refused: it was paid, closed or given up in this moment, and nobody can begin to pay any more
    const close = async () => {
      if (session.status === 'open') await this.#stripe.checkout.sessions.expire(session.id);
      else if (intent?.status === 'requires_capture') await this.#stripe.paymentIntents.cancel(intent.id);
    };
    await unless(requestRefused, close, undefined);
  }

  async lookup(charge: Charge): Promise<ChargeReport> {
    return unless<ChargeReport>(requestRefused, async () => reportOf(await this.#session(charge)), { state: 'absent' });
  }

  async refund(charge: Charge, { refundId, key, amount, reference }: Repayment): Promise<RepaymentReport> {
    const repay = async (): Promise<RepaymentReport> => {
      const refund =
        reference === null
          ? await this.#stripe.refunds.create(
              {
                payment_intent: intentOf(await this.#session(charge))?.id ?? '',
                amount: toStripe(amount).amount,
                metadata: { refund: refundId },
              },
              { idempotencyKey: key },
            )
          : await this.#stripe.refunds.retrieve(reference);
      return { state: stateOfRefund(refund.status), reference: refund.id };
    };
    return unless<RepaymentReport>(requestRefused, repay, { state: 'failed' });
  }

  parseWebhook({ headers, body }: SignedRequest): PaymentNotice | null {
    const signature = headers['stripe-signature'];
    let event: Stripe.Event;
    try {
      event = this.#stripe.webhooks.constructEvent(
        body,
        requireNow(signature),
        this.options.webhookSecret,
        toleranceSeconds,
      );
    } catch (cause) {
      if (cause instanceof SyntaxError) throw new DomainError('request.invalid');
      throw new DomainError('payment.bad-signature', undefined, {}, { cause });
    }
    if (typeof event?.data?.object !== 'object') throw new DomainError('request.invalid');
    return noticeOf(event);
  }

  #session(charge: Charge): Promise<Stripe.Checkout.Session> {
    if (charge.reference === null) return this.#open(charge);
    return this.#stripe.checkout.sessions.retrieve(charge.reference, { expand });
  }

  #open({ paymentId, key, amount, orderNumber, createdAt }: Charge): Promise<Stripe.Checkout.Session> {
    const back = `${this.options.returnUrl}/${paymentId}`;
    const { amount: unitAmount, currency } = toStripe(amount);
    return this.#stripe.checkout.sessions.create(
      {
        mode: 'payment',
        client_reference_id: paymentId,
        line_items: [
          {
            quantity: 1,
            price_data: { currency, unit_amount: unitAmount, product_data: { name: `Order ${orderNumber}` } },
          },
        ],
        payment_intent_data: {
          capture_method: this.options.capture === 'separate' ? 'manual' : 'automatic',
          metadata: { payment: paymentId },
        },
        expires_at: Math.floor(Date.parse(createdAt) / 1000) + sessionSeconds,
        success_url: back,
        cancel_url: back,
        expand,
      },
      { idempotencyKey: key, maxNetworkRetries: 1 },
    );
  }
}

/** Null when the house has no account with Stripe. */
export function stripeOf(settings: Settings): StripeProvider | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = settings;
  if (secretKey === undefined || webhookSecret === undefined) return null;
  const { STRIPE_API_BASE: apiBase, STRIPE_CAPTURE: capture } = settings;
  return new StripeProvider({
    secretKey,
    webhookSecret,
    apiBase,
    capture,
    returnUrl: `${publicUrl(settings)}/pay`,
  });
}

const addressOf = ({ hostname, port, protocol }: URL) => ({
  host: hostname,
  protocol: protocol === 'http:' ? ('http' as const) : ('https' as const),
  ...(port !== '' && { port: Number(port) }),
});

/** Stripe's library refuses what is too old, and trusts in what will be signed tomorrow. */
function requireNow(signature: string | string[] | undefined): string {
  const stamp = typeof signature === 'string' ? /(?:^|,)t=(\d+)/.exec(signature)?.[1] : undefined;
  if (stamp === undefined || Number(stamp) - Date.now() / 1000 > toleranceSeconds)
    throw new Error('the signature is missing, or from the future');
  return signature as string;
}

const stateOfRefund = (status: string | null): RepaymentReport['state'] =>
  status === 'succeeded' ? 'done' : status === 'failed' || status === 'canceled' ? 'failed' : 'pending';

type Refusal = abstract new (...args: never[]) => Error;
const { StripeAuthenticationError, StripeCardError, StripeInvalidRequestError, StripePermissionError } = Stripe.errors;
const requestRefused: readonly Refusal[] = [StripeCardError, StripeInvalidRequestError];
const accountRefused: readonly Refusal[] = [...requestRefused, StripeAuthenticationError, StripePermissionError];

/** Only what Stripe understood and refused is definite; an error of its own, or of the way there, is not. */
async function unless<T>(refusals: readonly Refusal[], call: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (refusals.some((refusal) => error instanceof refusal)) return otherwise;
    throw error;
  }
}
