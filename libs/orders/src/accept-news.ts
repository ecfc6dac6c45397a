import { Injectable, Logger } from '@nestjs/common';
import { DomainError, type Money } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';
import {
  chargeOf,
  type ChargeReport,
  type PaymentNews,
  PaymentProviders,
  type PaymentRecord,
  PaymentsStore,
} from '#libs/payments';
import { errorFields } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { CarryOutRefund } from './carry-out-refund.js';
import { decideSettlement } from './decide-settlement.js';
import { OrdersStore } from './orders.store.js';
import { type Consequence, Settlements, type Settling } from './settlements.js';

/** `messageId`: of the webhook that told it. `fee`: what the provider keeps. */
export type Told = { messageId?: string | undefined; fee?: Money | undefined };

/**
 * What became of a payment, whoever says so: a webhook, the provider when it is asked, or a person. It may come late,
 * twice, out of order; the order is confirmed or the money goes back, never both.
 */
@Injectable()
export class AcceptNews {
  readonly #logger = new Logger(AcceptNews.name);

  constructor(
    private readonly database: Database,
    private readonly providers: PaymentProviders,
    private readonly payments: PaymentsStore,
    private readonly orders: OrdersStore,
    private readonly settlements: Settlements,
    private readonly refunding: CarryOutRefund,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `payment.not-found` */
  async accept(
    { id, orderId }: Pick<PaymentRecord, 'id' | 'orderId'>,
    news: PaymentNews,
    told: Told = {},
  ): Promise<void> {
    const { events, next } = await this.database.transaction(
      (client) => this.#settle(client, orderId, id, news, told),
      (client, settling) => this.outbox.write(client, settling.events),
    );
    await this.outbox.deliver(events);
    if (next !== undefined) await this.#follow(id, next);
  }

  /** Takes what was authorised. A provider that does not answer is asked again later. */
  async capture(payment: PaymentRecord): Promise<void> {
    const report = await this.providers.named(payment.provider).capture(chargeOf(payment));
    const news = newsOf(report);
    if (news !== null && news !== 'authorised') await this.accept(payment, news, { fee: report.fee });
  }

  async #settle(client: Queryable, orderId: string, id: string, news: PaymentNews, told: Told): Promise<Settling> {
    const [order, payments] = await Promise.all([
      this.orders.lock(client, orderId),
      this.payments.ofOrders(client, [orderId]),
    ]);
    const payment = payments.find((one) => one.id === id);
    if (order === null || payment === undefined) throw new DomainError('payment.not-found');
    const { messageId, fee } = told;
    const isNew = messageId === undefined || (await this.payments.rememberWebhook(client, payment.provider, messageId));
    if (!isNew) return { events: [] };
    const { paidLater } = this.providers.named(payment.provider);
    // what somebody called off does not come back because its money came late
    const state = order.calledOff ? 'returned' : order.state;
    switch (decideSettlement(news, { state: payment.state, paidLater }, state)) {
      case 'nothing':
        return { events: [] };
      case 'decline':
        return this.settlements.close(client, order, payment, 'declined');
      case 'expire':
        return this.settlements.close(client, order, payment, 'expired');
      case 'secure':
        return this.settlements.secure(client, order, payment);
      case 'promise':
        return this.settlements.promise(client, order, payment);
      case 'void':
        return this.settlements.giveUp(client, order, payment);
      case 'capture':
        return this.settlements.capture(client, order, payment, fee);
      case 'book':
        return this.settlements.book(client, order, payment, fee);
      case 'refund':
        return this.settlements.refund(client, order, payment, { fee });
    }
  }

  /** Never throws: what is to be done is written down, and is found again. */
  async #follow(paymentId: string, next: Consequence): Promise<void> {
    if (next.kind === 'refund') return this.refunding.carryOut(next.refundId);
    try {
      const payment = (await this.payments.find(paymentId)) as PaymentRecord;
      if (next.kind === 'capture') await this.capture(payment);
      else await this.providers.named(payment.provider).expire(chargeOf(payment));
    } catch (error) {
      this.#logger.warn(
        { payment: paymentId, next: next.kind, err: errorFields(error as Error) },
        'the provider did not answer yet',
      );
    }
  }
}

/** Null when the provider has no news. */
export const newsOf = ({ state }: ChargeReport): PaymentNews | null =>
  state === 'open' || state === 'absent' ? null : state;
