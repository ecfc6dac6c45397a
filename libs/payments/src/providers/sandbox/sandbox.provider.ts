import { hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { DomainError, fieldProblems, type PaymentMethod, SandboxWebhook, type Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { jsonOf } from '../../json-of.js';
import {
  type BuyersChoice,
  type Charge,
  type ChargeReport,
  PaymentProvider,
  type PaymentNotice,
  type Repayment,
  type RepaymentReport,
  type SignedRequest,
} from '../../payment-provider.js';
import { SandboxBooksStore } from './sandbox-books.store.js';

/**
 * A provider without money, for trying things out: the buyer says on our own page how the payment ends, and a signed
 * webhook tells it (Standard Webhooks specification 1.0). It goes wrong on request, as real ones do.
 */
@Injectable()
export class SandboxProvider extends PaymentProvider {
  readonly method: PaymentMethod = { provider: 'sandbox', kind: 'page', needsPhone: false, currency: null };
  readonly #signer: Webhook;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly books: SandboxBooksStore,
  ) {
    super();
    this.#signer = new Webhook(webhookSecret(settings.TOKEN_SIGNING_KEY), { format: 'raw' });
  }

  async create({ paymentId, amount }: Charge, { fault }: BuyersChoice): Promise<ChargeReport> {
    if (fault === 'decline') return { state: await this.books.enter(paymentId, 'declined', amount) };
    if (fault === 'time-out-after-charging') await this.books.enter(paymentId, 'captured', amount);
    if (fault !== undefined) throw new Error('the sandbox timed out, as it was asked to');
    return { state: 'open' };
  }

  capture({ paymentId }: Charge): Promise<ChargeReport> {
    return this.#report(paymentId);
  }

  async expire({ paymentId, amount }: Charge): Promise<void> {
    await this.books.enter(paymentId, 'expired', amount);
  }

  lookup({ paymentId }: Charge): Promise<ChargeReport> {
    return this.#report(paymentId);
  }

  async refund({ paymentId, amount: paid }: Charge, { key, amount }: Repayment): Promise<RepaymentReport> {
    await this.books.enter(paymentId, 'captured', paid);
    return { state: (await this.books.refund(paymentId, key, amount.amount)) ? 'done' : 'failed' };
  }

  parseWebhook(request: SignedRequest): PaymentNotice {
    const body = request.body.toString();
    this.#verify(request, body);
    const parsed = SandboxWebhook.safeParse(jsonOf(body));
    if (!parsed.success) throw new DomainError('request.invalid', undefined, fieldProblems(parsed.error));
    const { type, data } = parsed.data;
    return {
      messageId: String(request.headers['webhook-id']),
      paymentId: data.reference,
      result: type === 'payment.captured' ? 'captured' : 'declined',
      amount: data.amount,
    };
  }

  /** The request that tells the news. */
  signedRequest(
    messageId: string,
    news: SandboxWebhook,
    at = new Date(),
  ): { headers: Record<string, string>; body: string } {
    const body = JSON.stringify(news);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': messageId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': this.#signer.sign(messageId, at, body),
    };
    return { headers, body };
  }

  async #report(paymentId: string): Promise<ChargeReport> {
    return { state: (await this.books.find(paymentId)) ?? 'open' };
  }

  #verify({ headers }: SignedRequest, body: string): void {
    const single = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    try {
      this.#signer.verify(body, Object.fromEntries(single), { jsonParse: false });
    } catch (cause) {
      throw new DomainError('payment.bad-signature', undefined, {}, { cause });
    }
  }
}

/** A key of its own grown out of the house's one secret (HKDF, RFC 5869): learning one does not give away the other. */
const webhookSecret = (signingKey: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', Buffer.from(signingKey, 'base64url'), '', 'silkcast sandbox webhooks', 32));
