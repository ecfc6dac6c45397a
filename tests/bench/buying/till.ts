import { hkdfSync, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { Pool } from 'undici';
import type { Payment, SandboxWebhook } from '#libs/contracts';

/** Where to pay, and the house's secret: whoever plays the payment provider signs with what grows out of it. */
export type TillOptions = { apiUrl: string; signingKey: string };

/** Buyers pay here: their calls to the API, and those of the provider, which takes the money at once. */
export class Till {
  readonly #api: Pool;
  readonly #signer: Webhook;

  constructor({ apiUrl, signingKey }: TillOptions) {
    this.#api = new Pool(apiUrl, { connections: 100 });
    // as the sandbox derives it
    const secret = hkdfSync('sha256', Buffer.from(signingKey, 'base64url'), '', 'silkcast sandbox webhooks', 32);
    this.#signer = new Webhook(new Uint8Array(secret), { format: 'raw' });
  }

  /** @throws Error when an answer is none that was hoped for */
  async pay(orderId: string, token: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
    const started = await this.#post(`/v1/orders/${orderId}/payments`, headers, '{}', 201);
    const { id, amount } = JSON.parse(started) as Payment;
    const news: SandboxWebhook = { type: 'payment.captured', data: { reference: id, amount } };
    await this.#tell(`msg_${id}`, JSON.stringify(news));
  }

  async #tell(messageId: string, body: string): Promise<void> {
    const at = new Date();
    const headers = {
      'webhook-id': messageId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': this.#signer.sign(messageId, at, body),
    };
    await this.#post('/v1/payments/webhooks/sandbox', headers, body, 204);
  }

  async #post(path: string, headers: Record<string, string>, body: string, hoped: number): Promise<string> {
    const answer = await this.#api.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await answer.body.text();
    if (answer.statusCode !== hoped) throw new Error(`${path.split('/').at(-1)} ${answer.statusCode}: ${text}`);
    return text;
  }
}
