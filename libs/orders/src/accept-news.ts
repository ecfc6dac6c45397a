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
import { HoldsStore } from './holds.store.js';
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
    private readonly holds: HoldsStore,
    private readonly settlements: Settlements,
    private readonly refunding: CarryOutRefund,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `payment.not-found` */
  async accept(
    about: Pick<PaymentRecord, 'id' | 'orderId' | 'provider'>,
    news: PaymentNews,
    told: Told = {},
  ): Promise<void> {
    const { events, next } = await this.database.transaction(
      (client) => this.#settle(client, about, news, told),
      (client, settling) => this.outbox.write(client, settling.events),
    );
    await this.outbox.deliver(events);
    if (next !== undefined) await this.#follow(about.id, next);
  }

  /** Takes what was authorised. A provider that does not answer is asked again later. */
  async capture(payment: PaymentRecord): Promise<void> {
    const report = await this.providers.named(payment.provider).capture(chargeOf(payment));
    const news = newsOf(report);
    if (news !== null && news !== 'authorised') await this.accept(payment, news, { fee: report.fee });
  }

  async #settle(
    client: Queryable,
    { id, orderId, provider }: Pick<PaymentRecord, 'id' | 'orderId' | 'provider'>,
    news: PaymentNews,
    { messageId, fee }: Told,
  ): Promise<Settling> {
    // in this order, in one round trip
    const [order, payments, owned, isNew] = await Promise.all([
      this.orders.lock(client, orderId),
      this.payments.ofOrders(client, [orderId]),
      this.holds.ofOrders(client, [orderId]),
      messageId === undefined || this.payments.rememberWebhook(client, provider, messageId),
    ]);
    const payment = payments.find((one) => one.id === id);
    if (order === null || payment === undefined) throw new DomainError('payment.not-found');
    if (!isNew) return { events: [] };
    const others = payments.filter((one) => one !== payment);
    const scene = { order, payment, others, holds: owned.map(({ hold }) => hold) };
    const { paidLater } = this.providers.named(provider);
    // what somebody called off does not come back because its money came late
    const state = order.calledOff ? 'returned' : order.state;
    switch (decideSettlement(news, { state: payment.state, paidLater }, state)) {
      case 'nothing':
        return { events: [] };
      case 'decline':
        return this.settlements.close(client, scene, 'declined');
      case 'expire':
        return this.settlements.close(client, scene, 'expired');
      case 'secure':
        return this.settlements.secure(client, scene);
      case 'promise':
        return this.settlements.promise(client, scene);
      case 'void':
        return this.settlements.giveUp(client, scene);
      case 'capture':
        return this.settlements.capture(client, scene, fee);
      case 'book':
        return this.settlements.book(client, scene, fee);
      case 'refund':
        return this.settlements.refund(client, scene, { fee });
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
