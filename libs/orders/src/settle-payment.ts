import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '#libs/contracts';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import {
  type PaymentNotice,
  PaymentProviders,
  type PaymentRecord,
  PaymentsStore,
  type SignedRequest,
} from '#libs/payments';
import { Outbox } from '#libs/session-log';
import { decideSettlement, type Settlement } from './decide-settlement.js';
import { type LockedOrder, OrdersStore } from './orders.store.js';
import { Settlements } from './settlements.js';

/** Rolls back: the provider must return the money before we may say that it did. */
class MoneyGoesBack extends Error {}

/**
 * A provider's webhook settles a payment: nothing else does. It may come late, twice, out of order, or never; the order
 * is confirmed or the money goes back, never both. The provider tries again until we answer, so a crash at any step is
 * made good by the next delivery.
 */
@Injectable()
export class SettlePayment {
  readonly #logger = new Logger(SettlePayment.name);

  constructor(
    private readonly database: Database,
    private readonly providers: PaymentProviders,
    private readonly payments: PaymentsStore,
    private readonly orders: OrdersStore,
    private readonly settlements: Settlements,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `payment.bad-signature`, `request.invalid`, `payment.not-found`, `payment.amount-mismatch` */
  async settle(providerName: string, request: SignedRequest): Promise<void> {
    const provider = this.providers.named(providerName);
    const notice = provider.parseWebhook(request);
    const payment = await this.payments.find(notice.paymentId);
    if (payment === null || payment.provider !== provider.name) throw new DomainError('payment.not-found');
    this.#requireSameAmount(notice, payment);
    const { id, orderId, amount } = payment;
    const settle = (moneyReturned: boolean) =>
      this.database.transaction((client) => this.#settle(client, notice, orderId, moneyReturned));
    try {
      await this.outbox.deliver(await settle(false));
    } catch (error) {
      if (!(error instanceof MoneyGoesBack)) throw error;
      await provider.refund({ paymentId: id, amount });
      await this.outbox.deliver(await settle(true));
    }
  }

  #requireSameAmount({ amount }: PaymentNotice, payment: PaymentRecord): void {
    if (amount.amount === payment.amount.amount && amount.currency === payment.amount.currency) return;
    this.#logger.warn({ payment: payment.id, provider: payment.provider }, 'a webhook tells of another amount');
    throw new DomainError('payment.amount-mismatch');
  }

  async #settle(
    client: Queryable,
    notice: PaymentNotice,
    orderId: string,
    moneyReturned: boolean,
  ): Promise<OutboxEvent[]> {
    const order = await this.orders.lock(client, orderId);
    const payment = (await this.payments.ofOrders(client, [orderId])).find(({ id }) => id === notice.paymentId);
    if (order === null || payment === undefined) throw new DomainError('payment.not-found');
    if (!(await this.payments.rememberWebhook(client, payment.provider, notice.messageId))) return [];
    const settlement = decideSettlement(notice.result, payment.state, order.state);
    const events =
      moneyReturned && settlement !== 'nothing'
        ? await this.settlements.refund(client, order, payment)
        : await this.#apply(client, settlement, order, payment);
    await this.outbox.write(client, events);
    return events;
  }

  async #apply(
    client: Queryable,
    settlement: Settlement,
    order: LockedOrder,
    payment: PaymentRecord,
  ): Promise<OutboxEvent[]> {
    switch (settlement) {
      case 'nothing':
        return [];
      case 'decline':
        return this.settlements.decline(client, order, payment);
      case 'capture':
        return this.settlements.capture(client, order, payment);
      case 'capture-late':
        return this.settlements.capture(client, order, payment).catch((error: unknown) => {
          const gone = error instanceof DomainError && error.code === 'order.out-of-stock';
          throw gone ? new MoneyGoesBack() : error;
        });
      case 'refund':
        throw new MoneyGoesBack();
    }
  }
}
