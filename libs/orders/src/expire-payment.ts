import { Injectable } from '@nestjs/common';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import { PaymentProviders, type PaymentRecord, PaymentsStore, paymentView } from '#libs/payments';
import { toBuyer } from './buyer-news.js';
import type { LockedOrder } from './orders.store.js';

/** A hold that is being paid does not end silently: the payment is closed first, where it is made. */
@Injectable()
export class ExpirePayment {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentsStore,
    private readonly providers: PaymentProviders,
  ) {}

  /** Closes the checkout, so that no buyer begins to pay any more. Call it outside of transactions. */
  async atProvider(orderId: string): Promise<void> {
    const pending = await this.#pending(this.database.pool, orderId);
    if (pending !== undefined) await this.providers.named(pending.provider).expire(pending.id);
  }

  /** Records that the pending payment, if there is one, was closed. The answer is to be written to the outbox. */
  async record(client: Queryable, order: LockedOrder): Promise<OutboxEvent[]> {
    const pending = await this.#pending(client, order.id);
    if (pending === undefined) return [];
    await this.payments.move(client, pending.id, 'expired');
    const payment = paymentView({ ...pending, state: 'expired' }, this.providers.named(pending.provider));
    return [toBuyer(order.sessionId, order.buyerId, { type: 'payment.changed', payment })];
  }

  async #pending(client: Queryable, orderId: string): Promise<PaymentRecord | undefined> {
    const payments = await this.payments.ofOrders(client, [orderId]);
    return payments.find(({ state }) => state === 'pending');
  }
}
