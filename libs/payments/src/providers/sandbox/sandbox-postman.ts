import { Inject, Injectable } from '@nestjs/common';
import type { DeliverSandboxWebhook as Delivery, Settings } from '#libs/contracts';
import { publicUrl, SETTINGS } from '#libs/platform';
import { PaymentsStore } from '../../payments.store.js';
import { SandboxProvider } from './sandbox.provider.js';

const timeoutMs = 5000;

/** Takes the sandbox's webhooks round. A second delivery carries the same message id, as Standard Webhooks wants. */
@Injectable()
export class SandboxPostman {
  constructor(
    private readonly store: PaymentsStore,
    private readonly sandbox: SandboxProvider,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws Error when a webhook was not taken */
  async deliver({ paymentId, decision, copies = 1 }: Delivery): Promise<void> {
    const payment = await this.store.find(paymentId);
    if (payment === null) throw new Error('the sandbox knows no such payment');
    const request = this.sandbox.signedRequest(`msg_${paymentId}`, {
      type: decision === 'approve' ? 'payment.captured' : 'payment.declined',
      data: { reference: paymentId, amount: payment.amount },
    });
    await Promise.all(Array.from({ length: copies }, () => this.#post(request)));
  }

  async #post(request: { headers: Record<string, string>; body: string }): Promise<void> {
    const answer = await fetch(`${publicUrl(this.settings)}/v1/payments/webhooks/sandbox`, {
      method: 'POST',
      ...request,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the webhook was answered with status ${answer.status}`);
  }
}
