import { Injectable, Logger } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { signedIn } from '#libs/accounts';
import { type Actor, DomainError, type Payment, type StartPayment as Wish } from '#libs/contracts';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import {
  type BuyersChoice,
  chargeOf,
  type ChargeReport,
  isOpenPayment,
  type PaymentProvider,
  PaymentProviders,
  type PaymentRecord,
  PaymentsStore,
} from '#libs/payments';
import { errorFields } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { AcceptNews, newsOf } from './accept-news.js';
import { toBuyer } from './buyer-news.js';
import { ExpirePayment } from './expire-payment.js';
import { isOpen } from './hold-lifecycle.js';
import { HoldsStore, type OwnedHold } from './holds.store.js';
import { OrderNews } from './order-news.js';
import { type LockedOrder, OrdersStore } from './orders.store.js';

/** What the first payment for a hold adds to its time. */
const extensionSeconds = 300;

type Started = { payment: PaymentRecord; events: OutboxEvent[] };

/**
 * Begins the payment of an order. While one is under way, asking again gives that one: a new attempt is made only after
 * the last one ended definitely, or was closed because the buyer wants to pay in another way, so that an order is not
 * charged twice.
 */
@Injectable()
export class StartPayment {
  readonly #logger = new Logger(StartPayment.name);

  constructor(
    private readonly database: Database,
    private readonly orders: OrdersStore,
    private readonly holds: HoldsStore,
    private readonly payments: PaymentsStore,
    private readonly providers: PaymentProviders,
    private readonly expiring: ExpirePayment,
    private readonly news: AcceptNews,
    private readonly telling: OrderNews,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @throws DomainError `order.not-found`, also when it is somebody else's; `order.wrong-state` when it can not be paid;
   *   `order.address-missing`; `payment.not-offered` when it can not be paid in this way; `request.invalid` when that
   *   needs a phone
   */
  async start(actor: Actor, orderId: string, wish: Wish = {}): Promise<Payment> {
    const { accountId } = signedIn(actor);
    const wanted = this.providers.offered(wish.provider);
    if (wanted.method.needsPhone && wish.phone === undefined)
      throw new DomainError('request.invalid', 'This way to pay needs a phone number.', {
        fields: [{ pointer: '/phone', reason: 'is missing' }],
      });
    const begin = (closed: boolean) =>
      this.#inTransaction(orderId, accountId, (client, order) => this.#startOnce(client, order, wanted, wish, closed));
    let started = await begin(false);
    if (started === 'another way') {
      await this.expiring.atProvider(orderId);
      started = await begin(true);
    }
    if (started === 'another way') throw new DomainError('order.wrong-state');
    await this.outbox.deliver(started.events);
    const { payment } = started;
    const changed = payment.state === 'pending' && (await this.#create(payment, wish));
    return this.providers.viewOf((changed ? await this.payments.find(payment.id) : null) ?? payment);
  }

  /**
   * The provider is asked outside of the transaction. A payment that it did not answer about is unknown, not failed.
   * Answers whether that changed the payment.
   */
  async #create(payment: PaymentRecord, choice: BuyersChoice): Promise<boolean> {
    let report: ChargeReport;
    try {
      report = await this.providers.named(payment.provider).create(chargeOf(payment), choice);
    } catch (error) {
      this.#logger.warn(
        { payment: payment.id, provider: payment.provider, err: errorFields(error as Error) },
        'the provider did not say whether a payment began',
      );
      await this.#isUnknown(payment);
      return true;
    }
    await this.payments.name(payment.id, report);
    const news = newsOf(report);
    if (news !== null) await this.news.accept(payment, news, { fee: report.fee });
    return news !== null || report.reference !== undefined;
  }

  async #isUnknown({ id, orderId, buyerId }: PaymentRecord): Promise<void> {
    const { events } = await this.#inTransaction(orderId, buyerId, async (client, order) => {
      const payment = (await this.payments.ofOrders(client, [orderId])).find((one) => one.id === id);
      if (payment?.state !== 'pending') return { events: [] };
      await this.payments.move(client, id, 'unknown');
      return { events: await this.telling.ofPayment(client, order, id) };
    });
    await this.outbox.deliver(events);
  }

  async #inTransaction<T extends { events: OutboxEvent[] } | 'another way'>(
    orderId: string,
    buyerId: string,
    work: (client: Queryable, order: LockedOrder) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(
      async (client) => {
        const order = await this.orders.lock(client, orderId);
        if (order === null || order.buyerId !== buyerId) throw new DomainError('order.not-found');
        return work(client, order);
      },
      (client, done) => this.outbox.write(client, done === 'another way' ? [] : done.events),
    );
  }

  async #startOnce(
    client: Queryable,
    order: LockedOrder,
    wanted: PaymentProvider,
    wish: Wish,
    closed: boolean,
  ): Promise<Started | 'another way'> {
    if (order.state !== 'pending') throw new DomainError('order.wrong-state', `The order is ${order.state}.`);
    const { provider, currency } = wanted.method;
    const attempts = await this.payments.ofOrders(client, [order.id]);
    const open = attempts.find(isOpenPayment);
    const stays = open?.state !== 'pending' || wish.provider === undefined || open.provider === provider;
    if (open !== undefined && stays) return { payment: open, events: [] };
    if (order.address === 'missing') throw new DomainError('order.address-missing');
    if (currency !== null && currency !== order.total.currency) throw new DomainError('payment.not-offered');
    if (open !== undefined && !closed) return 'another way';
    const before = open === undefined ? [] : await this.expiring.record(client, order);
    const { ids: holdIds, amount } = await this.#payable(client, order);
    const attempt = (attempts.at(-1)?.attempt ?? 0) + 1;
    const id = uuidv7();
    // in this order, in one round trip
    const [, , , , payments, holds] = await Promise.all([
      this.payments.insert(client, { id, orderId: order.id, provider, attempt, amount, holdIds }),
      this.holds.move(client, holdIds, 'PAYING'),
      this.holds.extend(client, holdIds, extensionSeconds),
      wanted.holdSeconds === null ? null : this.holds.lastAtLeast(client, holdIds, wanted.holdSeconds),
      this.payments.ofOrders(client, [order.id]),
      this.holds.ofOrders(client, [order.id]),
    ]);
    const payment = payments.at(-1) as PaymentRecord;
    return { payment, events: [...before, ...this.#newsOf(order, payment, holds)] };
  }

  /** What is held, and what that costs. */
  async #payable(client: Queryable, order: LockedOrder) {
    const [holds, over] = await Promise.all([
      this.holds.ofOrders(client, [order.id]),
      this.holds.expiredOf(client, [order.id], 'HELD'),
    ]);
    const open = holds.map(({ hold }) => hold).filter(isOpen);
    if (open.length === 0 || over.length > 0)
      throw new DomainError('order.wrong-state', 'The time to pay for this order is over.');
    const amount = open.reduce((sum, { total }) => sum + total.amount, 0);
    return { ids: open.map(({ id }) => id), amount: { amount, currency: order.total.currency } };
  }

  #newsOf(order: LockedOrder, payment: PaymentRecord, holds: readonly OwnedHold[]): OutboxEvent[] {
    const view = this.providers.viewOf(payment);
    return [
      ...holds.map(({ buyerId, hold }) =>
        toBuyer(order.sessionId, buyerId, { type: 'hold.changed', hold, reason: null }),
      ),
      toBuyer(order.sessionId, order.buyerId, { type: 'payment.changed', payment: view }),
    ];
  }
}
