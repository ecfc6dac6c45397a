import { randomUUID } from 'node:crypto';
import { type Answered, LocalServer, type Received } from './local-server.js';

type Intent = {
  id: string;
  object: 'payment_intent';
  amount: number;
  amount_capturable: number;
  amount_received: number;
  currency: string;
  status: string;
  metadata: Record<string, string>;
  latest_charge: unknown;
};
type Session = {
  id: string;
  object: 'checkout.session';
  client_reference_id: string;
  amount_total: number;
  currency: string;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'paid' | 'unpaid';
  url: string | null;
  payment_intent: Intent;
};
type Refund = { id: string; object: 'refund'; status: string; amount: number; payment_intent: string };

const fee = 75;
const invalid = (message: string): Answered => ({
  status: 400,
  body: { error: { type: 'invalid_request_error', message } },
});

/** Stripe's API as far as Silkcast uses it: objects, idempotency and refusals have Stripe's shapes. */
export class StripeServer {
  readonly sessions = new Map<string, Session>();
  readonly refunds = new Map<string, Refund>();
  readonly seen: Received[] = [];
  /** Answers that will be lost, after the request took effect. */
  lost = 0;
  /** Payment intents whose money is authorised first. */
  readonly #separate = new Set<string>();
  readonly #answers = new Map<string, Answered>();
  #server: LocalServer | undefined;

  static async open(): Promise<StripeServer> {
    const stripe = new StripeServer();
    stripe.#server = await LocalServer.open((request) => stripe.#answer(request));
    return stripe;
  }

  get url(): string {
    return this.#server?.url ?? '';
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  sessionOf(paymentId: string): Session {
    const found = [...this.sessions.values()].find((session) => session.client_reference_id === paymentId);
    if (found === undefined) throw new Error('Stripe has no such session');
    return found;
  }

  /** The buyer enters a card that works. */
  pay(paymentId: string): Session {
    const session = this.sessionOf(paymentId);
    if (session.status !== 'open') throw new Error('the checkout is closed');
    session.status = 'complete';
    session.url = null;
    const intent = session.payment_intent;
    if (this.#separate.has(intent.id)) {
      Object.assign(intent, { status: 'requires_capture', amount_capturable: intent.amount });
      return session;
    }
    this.#take(session);
    return session;
  }

  repaid(paymentId: string): number {
    const { id } = this.sessionOf(paymentId).payment_intent;
    return [...this.refunds.values()]
      .filter((refund) => refund.payment_intent === id && refund.status === 'succeeded')
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  #take(session: Session): void {
    const { payment_intent: intent, currency } = session;
    session.payment_status = 'paid';
    Object.assign(intent, {
      status: 'succeeded',
      amount_capturable: 0,
      amount_received: intent.amount,
      latest_charge: { currency, balance_transaction: { fee, currency } },
    });
  }

  #answer(request: Received): Answered {
    this.seen.push(request);
    const key = request.headers['idempotency-key'];
    const known = typeof key === 'string' ? this.#answers.get(key) : undefined;
    const answer = known ?? this.#perform(request);
    if (typeof key === 'string') this.#answers.set(key, structuredClone(answer));
    if (this.lost > 0) {
      this.lost--;
      return null;
    }
    return answer;
  }

  #perform({ method, path, body }: Received): Answered {
    const [, , ...parts] = new URL(path, 'http://stripe').pathname.split('/');
    const form = new URLSearchParams(body);
    switch (`${method} ${parts.map((part) => (/_/.test(part) && /\d/.test(part) ? ':id' : part)).join('/')}`) {
      case 'POST checkout/sessions':
        return { status: 200, body: this.#open(form) };
      case 'GET checkout/sessions/:id':
        return this.#found(this.sessions.get(parts[2] ?? ''));
      case 'POST checkout/sessions/:id/expire':
        return this.#expire(this.sessions.get(parts[2] ?? ''));
      case 'POST payment_intents/:id/capture':
        return this.#capture(parts[1]);
      case 'POST payment_intents/:id/cancel':
        return this.#cancel(parts[1]);
      case 'POST refunds':
        return this.#refund(form);
      case 'GET refunds/:id':
        return this.#found(this.refunds.get(parts[1] ?? ''));
      default:
        return invalid(`Unrecognized request URL (${method}: ${path}).`);
    }
  }

  #open(form: URLSearchParams): Session {
    const amount = Number(form.get('line_items[0][price_data][unit_amount]'));
    const currency = form.get('line_items[0][price_data][currency]') ?? '';
    const manual = form.get('payment_intent_data[capture_method]') === 'manual';
    const id = `cs_test_1${randomUUID().replaceAll('-', '')}`;
    const session: Session = {
      id,
      object: 'checkout.session',
      client_reference_id: form.get('client_reference_id') ?? '',
      amount_total: amount,
      currency,
      status: 'open',
      payment_status: 'unpaid',
      url: `${this.url}/c/pay/${id}`,
      payment_intent: {
        id: `pi_1${randomUUID().replaceAll('-', '')}`,
        object: 'payment_intent',
        amount,
        amount_capturable: 0,
        amount_received: 0,
        currency,
        status: 'requires_payment_method',
        metadata: { payment: form.get('payment_intent_data[metadata][payment]') ?? '' },
        latest_charge: null,
      },
    };
    this.sessions.set(id, session);
    if (manual) this.#separate.add(session.payment_intent.id);
    return session;
  }

  #expire(session: Session | undefined): Answered {
    if (session?.status !== 'open') return invalid('Only Checkout Sessions with a status in ["open"] can be expired.');
    session.status = 'expired';
    session.url = null;
    return { status: 200, body: session };
  }

  #capture(intentId = ''): Answered {
    const session = this.#ofIntent(intentId);
    if (session?.payment_intent.status !== 'requires_capture')
      return invalid('This PaymentIntent could not be captured.');
    this.#take(session);
    return { status: 200, body: session.payment_intent };
  }

  #cancel(intentId = ''): Answered {
    const intent = this.#ofIntent(intentId)?.payment_intent;
    if (intent === undefined || intent.status === 'succeeded') return invalid('You cannot cancel this PaymentIntent.');
    Object.assign(intent, { status: 'canceled', amount_capturable: 0 });
    return { status: 200, body: intent };
  }

  #refund(form: URLSearchParams): Answered {
    const intent = this.#ofIntent(form.get('payment_intent') ?? '')?.payment_intent;
    const amount = Number(form.get('amount'));
    if (intent === undefined || intent.status !== 'succeeded') return invalid('No such charge.');
    const gone = [...this.refunds.values()]
      .filter((refund) => refund.payment_intent === intent.id)
      .reduce((sum, refund) => sum + refund.amount, 0);
    if (gone + amount > intent.amount) return invalid('Refund amount is greater than unrefunded amount on charge.');
    const refund: Refund = {
      id: `re_1${randomUUID().replaceAll('-', '')}`,
      object: 'refund',
      status: 'succeeded',
      amount,
      payment_intent: intent.id,
    };
    this.refunds.set(refund.id, refund);
    return { status: 200, body: refund };
  }

  #ofIntent(id: string): Session | undefined {
    return [...this.sessions.values()].find(({ payment_intent: intent }) => intent.id === id);
  }

  #found(object: unknown): Answered {
    if (object !== undefined) return { status: 200, body: object };
    const error = { type: 'invalid_request_error', code: 'resource_missing', message: 'No such object' };
    return { status: 404, body: { error } };
  }
}
