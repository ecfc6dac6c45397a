import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type Payment } from '#libs/contracts';
import { PaymentProviders } from './payment-providers.js';
import type { PaymentRecord } from './payment.js';
import { PaymentsStore } from './payments.store.js';

/** A payment is its buyer's business, and that of the operators of the house. */
@Injectable()
export class ReadPayments {
  constructor(
    private readonly store: PaymentsStore,
    private readonly providers: PaymentProviders,
  ) {}

  /** @throws DomainError `payment.not-found`, also when it is somebody else's */
  async get(actor: Actor, id: string): Promise<Payment> {
    const payment = await this.store.find(id);
    if (payment === null || !(actor.kind === 'operator' || isBuyer(actor, payment)))
      throw new DomainError('payment.not-found');
    return this.providers.viewOf(payment);
  }
}

export const isBuyer = (actor: Actor, payment: PaymentRecord): boolean =>
  'accountId' in actor && actor.accountId === payment.buyerId;
