import { Injectable } from '@nestjs/common';
import { type Actor, type DeliverSandboxWebhook, DomainError } from '#libs/contracts';
import { JobQueue } from '#libs/queue';
import { PaymentsStore } from './payments.store.js';
import { isBuyer } from './read-payments.js';
import { SandboxPostman } from './sandbox-postman.js';
import { SandboxProvider } from './sandbox.provider.js';

/** The sandbox's till: the buyer says how the payment ends. Like a real provider, it answers only by its webhook. */
@Injectable()
export class DecideSandboxPayment {
  constructor(
    private readonly store: PaymentsStore,
    private readonly sandbox: SandboxProvider,
    private readonly jobs: JobQueue,
    private readonly postman: SandboxPostman,
  ) {}

  /** @throws DomainError `payment.not-found` for all but the buyer, `payment.wrong-state` when it is not pending */
  async decide(actor: Actor, paymentId: string, decision: DeliverSandboxWebhook['decision']): Promise<void> {
    const payment = await this.store.find(paymentId);
    if (payment === null || payment.provider !== this.sandbox.name || !isBuyer(actor, payment))
      throw new DomainError('payment.not-found');
    if (payment.state !== 'pending') throw new DomainError('payment.wrong-state', `The payment is ${payment.state}.`);
    const delivery = { paymentId, decision };
    try {
      // one job for each payment: the first decision counts
      await this.jobs.add('deliver-sandbox-webhook', delivery, {
        id: `sandbox-webhook-${paymentId}`,
        priority: 'correction',
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // the queue is away; a real provider would not need ours
      await this.postman.deliver(delivery);
    }
  }
}
