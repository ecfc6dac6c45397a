import { Injectable } from '@nestjs/common';
import { ExporterMembership } from '#libs/accounts';
import { type Actor, DomainError, type Payment } from '#libs/contracts';
import { AuditStore, Database } from '#libs/database';
import { PaymentProviders, type PaymentRecord, PaymentsStore } from '#libs/payments';
import { AcceptNews } from './accept-news.js';
import { OrdersStore } from './orders.store.js';

/** Somebody who acts for the exporter, or an operator, says that a transfer arrived or that cash was handed over. */
@Injectable()
export class ConfirmPayment {
  constructor(
    private readonly payments: PaymentsStore,
    private readonly orders: OrdersStore,
    private readonly providers: PaymentProviders,
    private readonly membership: ExporterMembership,
    private readonly news: AcceptNews,
    private readonly database: Database,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Saying it again changes nothing.
   *
   * @throws DomainError `payment.not-found` for those who may not see it, `payment.wrong-state` when its provider is one
   *   that says so itself
   */
  async confirm(actor: Actor, paymentId: string): Promise<Payment> {
    const payment = await this.payments.find(paymentId);
    const found = payment && (await this.orders.find(payment.orderId));
    if (!payment || !found || !(await this.membership.isMember(actor, found.order.exporterId)))
      throw new DomainError('payment.not-found');
    if (!this.providers.named(payment.provider).byHand)
      throw new DomainError('payment.wrong-state', 'The provider of this payment says itself when it is paid.');
    // before it: settling has transactions of its own, and a payment that nobody is known to have confirmed is worse than
    // a line about one that could not be settled
    await this.audit.write(this.database.pool, {
      actor,
      action: 'payment.confirmed',
      exporterId: found.order.exporterId,
      subjectId: paymentId,
    });
    await this.news.accept(payment, 'captured');
    return this.providers.viewOf((await this.payments.find(paymentId)) as PaymentRecord);
  }
}
