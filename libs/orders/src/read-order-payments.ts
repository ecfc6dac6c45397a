import { Injectable } from '@nestjs/common';
import type { Actor, Payment } from '#libs/contracts';
import { Database } from '#libs/database';
import { PaymentProviders, PaymentsStore } from '#libs/payments';
import { ReadOrders } from './read-orders.js';

/** The attempts to pay an order: for whoever sees the order, and so for the exporter who waits for cash or a transfer. */
@Injectable()
export class ReadOrderPayments {
  constructor(
    private readonly database: Database,
    private readonly orders: ReadOrders,
    private readonly payments: PaymentsStore,
    private readonly providers: PaymentProviders,
  ) {}

  /** First attempt first. @throws DomainError `order.not-found`, also for those who may not see it */
  async ofOrder(actor: Actor, orderId: string): Promise<Payment[]> {
    await this.orders.get(actor, orderId);
    const payments = await this.payments.ofOrders(this.database.pool, [orderId]);
    return payments.map((payment) => this.providers.viewOf(payment));
  }
}
