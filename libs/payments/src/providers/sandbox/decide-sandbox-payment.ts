import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type SandboxDecision } from '#libs/contracts';
import { JobQueue } from '#libs/queue';
import { isOpenPayment } from '../../payment.js';
import { PaymentsStore } from '../../payments.store.js';
import { isBuyer } from '../../read-payments.js';
import { SandboxBooksStore } from './sandbox-books.store.js';
import { SandboxPostman } from './sandbox-postman.js';

/** The sandbox's till: the buyer says how the payment ends. Like a real provider, it answers only by its webhook. */
@Injectable()
export class DecideSandboxPayment {
  constructor(
    private readonly store: PaymentsStore,
    private readonly books: SandboxBooksStore,
    private readonly jobs: JobQueue,
    private readonly postman: SandboxPostman,
  ) {}

  /** @throws DomainError `payment.not-found` for all but the buyer, `payment.wrong-state` when it is not open */
  async decide(actor: Actor, paymentId: string, { decision, delaySeconds, copies }: SandboxDecision): Promise<void> {
    const payment = await this.store.find(paymentId);
    if (payment === null || payment.provider !== 'sandbox' || !isBuyer(actor, payment))
      throw new DomainError('payment.not-found');
    if (!isOpenPayment(payment)) throw new DomainError('payment.wrong-state', `The payment is ${payment.state}.`);
    // the first decision counts, also when it is told again
    const entered = await this.books.enter(paymentId, decision === 'approve' ? 'captured' : 'declined', payment.amount);
    if (entered === 'expired') throw new DomainError('payment.wrong-state', 'The checkout is closed.');
    if (copies === 0) return;
    const delivery = { paymentId, decision: entered === 'captured' ? 'approve' : 'decline', copies } as const;
    try {
      await this.jobs.add('deliver-sandbox-webhook', delivery, {
        id: `sandbox-webhook-${paymentId}`,
        priority: 'correction',
        delayMs: delaySeconds * 1000,
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // the queue is away; a real provider would not need ours
      await this.postman.deliver(delivery);
    }
  }
}
