import { Injectable, Logger } from '@nestjs/common';
import { Database } from '#libs/database';
import {
  BookMoney,
  chargeOf,
  PaymentProviders,
  type PaymentRecord,
  PaymentsStore,
  type RefundRecord,
  RefundsStore,
} from '#libs/payments';
import { errorFields } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { OrderNews } from './order-news.js';
import { OrdersStore } from './orders.store.js';

/** Refunds that one run asks about. */
const batch = 50;

/**
 * Sends the money that was decided to go back: asks the provider outside of any transaction, under the refund's own key,
 * and enters it when it is done. Whoever dies in between leaves a pending refund, which is asked about again.
 */
@Injectable()
export class CarryOutRefund {
  readonly #logger = new Logger(CarryOutRefund.name);

  constructor(
    private readonly database: Database,
    private readonly providers: PaymentProviders,
    private readonly payments: PaymentsStore,
    private readonly refunds: RefundsStore,
    private readonly orders: OrdersStore,
    private readonly books: BookMoney,
    private readonly news: OrderNews,
    private readonly outbox: Outbox,
  ) {}

  /** Never throws: what can not be done now is done later. */
  async carryOut(refundId: string): Promise<void> {
    try {
      await this.#attempt(refundId);
    } catch (error) {
      this.#logger.warn({ refund: refundId, err: errorFields(error as Error) }, 'a refund could not be made yet');
    }
  }

  /** Those that were left pending. Returns how many were asked about. */
  async retry(): Promise<number> {
    const due = await this.refunds.takeDue(this.providers.answering, batch);
    for (const id of due) await this.carryOut(id);
    return due.length;
  }

  /** Enters how a refund ended. The same again changes nothing. */
  async end({ id, paymentId, orderId, amount }: RefundRecord, state: 'done' | 'failed'): Promise<void> {
    const events = await this.database.transaction(async (client) => {
      const order = await this.orders.lock(client, orderId);
      const payment = (await this.payments.ofOrders(client, [orderId])).find((one) => one.id === paymentId);
      if (order === null || payment === undefined || !(await this.refunds.end(client, id, state))) return [];
      if (state === 'failed') return [];
      await this.payments.addRefund(client, paymentId, amount.amount);
      await this.books.refunded(client, order.exporterId, payment, amount.amount);
      const told = await this.news.ofPayment(client, order, paymentId);
      await this.outbox.write(client, told);
      return told;
    });
    await this.outbox.deliver(events);
  }

  async #attempt(refundId: string): Promise<void> {
    const refund = await this.refunds.find(refundId);
    if (refund === null || refund.state !== 'pending') return;
    const payment = (await this.payments.find(refund.paymentId)) as PaymentRecord;
    const { id, key, amount, reference } = refund;
    if (amount.amount > payment.captured.amount - payment.refunded.amount)
      throw new Error('money can not go back that was never captured');
    const provider = this.providers.named(payment.provider);
    const report = await provider.refund(chargeOf(payment), { refundId: id, key, amount, reference });
    if (report.reference !== undefined && report.reference !== reference) await this.refunds.name(id, report.reference);
    if (report.state === 'failed')
      this.#logger.error({ refund: id, payment: payment.id, provider: payment.provider }, 'a refund was refused');
    if (report.state !== 'pending') await this.end(refund, report.state);
  }
}
