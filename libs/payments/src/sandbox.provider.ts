import { hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { DomainError, fieldProblems, SandboxWebhook, type Settings } from '#libs/contracts';
import { publicUrl, SETTINGS } from '#libs/platform';
import { PaymentProvider, type PaymentNotice, type SignedRequest } from './payment-provider.js';

/**
 * A provider without money, for trying things out: the buyer says on our own page how the payment ends, and a signed
 * webhook tells it (Standard Webhooks specification 1.0). It keeps no books: our payment row says what is open,
 * closed or returned, so there is nothing to create, to expire or to refund elsewhere.
 */
@Injectable()
export class SandboxProvider extends PaymentProvider {
  readonly name = 'sandbox';
  readonly #signer: Webhook;
  readonly #publicUrl: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    super();
    this.#signer = new Webhook(webhookSecret(settings.TOKEN_SIGNING_KEY), { format: 'raw' });
    this.#publicUrl = publicUrl(settings);
  }

  checkoutUrl(paymentId: string): string {
    return `${this.#publicUrl}/pay/${paymentId}`;
  }

  async create(): Promise<void> {}

  async expire(): Promise<void> {}

  async refund(): Promise<void> {}

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

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
