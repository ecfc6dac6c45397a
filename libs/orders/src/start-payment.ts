import { Injectable, Logger } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { signedIn } from '#libs/accounts';
import { type Actor, DomainError, type Hold, type Payment, type StartPayment as Wish } from '#libs/contracts';
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
import { holdChanged, toBuyer } from './buyer-news.js';
import { ExpirePayment } from './expire-payment.js';
import { isOpen } from './hold-lifecycle.js';
import { HoldsStore } from './holds.store.js';
import { OrderNews } from './order-news.js';
import { type LockedOrder, OrdersStore } from './orders.store.js';

/** What the first payment for a hold adds to its time. */
const extensionSeconds = 300;

/** What is known once the order is locked. */
type Scene = { order: LockedOrder; attempts: readonly PaymentRecord[]; holds: readonly Hold[] };
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
      this.#inTransaction(orderId, accountId, (client, scene) => this.#startOnce(client, scene, wanted, wish, closed));
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
    const { events } = await this.#inTransaction(orderId, buyerId, async (client, { order, attempts }) => {
      const payment = attempts.find((one) => one.id === id);
      if (payment?.state !== 'pending') return { events: [] };
      await this.payments.move(client, id, 'unknown');
      return { events: await this.telling.ofPayment(client, order, id) };
    });
    await this.outbox.deliver(events);
  }

  async #inTransaction<T extends { events: OutboxEvent[] } | 'another way'>(
    orderId: string,
    buyerId: string,
    work: (client: Queryable, scene: Scene) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(
      async (client) => {
        // in this order, in one round trip
        const [order, attempts, owned] = await Promise.all([
          this.orders.lock(client, orderId),
          this.payments.ofOrders(client, [orderId]),
          this.holds.ofOrders(client, [orderId]),
        ]);
        if (order === null || order.buyerId !== buyerId) throw new DomainError('order.not-found');
        return work(client, { order, attempts, holds: owned.map(({ hold }) => hold) });
      },
      (client, done) => this.outbox.write(client, done === 'another way' ? [] : done.events),
    );
  }

  async #startOnce(
    client: Queryable,
    { order, attempts, holds }: Scene,
    wanted: PaymentProvider,
    wish: Wish,
    closed: boolean,
  ): Promise<Started | 'another way'> {
    if (order.state !== 'pending') throw new DomainError('order.wrong-state', `The order is ${order.state}.`);
    const { provider, currency } = wanted.method;
    const open = attempts.find(isOpenPayment);
    const stays = open?.state !== 'pending' || wish.provider === undefined || open.provider === provider;
    if (open !== undefined && stays) return { payment: open, events: [] };
    if (order.address === 'missing') throw new DomainError('order.address-missing');
    if (currency !== null && currency !== order.total.currency) throw new DomainError('payment.not-offered');
    if (open !== undefined && !closed) return 'another way';
    const before = open === undefined ? [] : await this.expiring.record(client, order);
    const payable = holds.filter(isOpen);
    const ids = payable.map(({ id }) => id);
    const cost = payable.reduce((sum, { total }) => sum + total.amount, 0);
    const [payment, expiries] = await Promise.all([
      this.payments.insert(client, {
        id: uuidv7(),
        orderId: order.id,
        provider,
        attempt: (attempts.at(-1)?.attempt ?? 0) + 1,
        amount: { amount: cost, currency: order.total.currency },
        holdIds: ids,
      }),
      this.holds.pay(client, ids, { extension: extensionSeconds, atLeast: wanted.holdSeconds }),
    ]);
    if (ids.length === 0 || expiries.size < ids.length)
      throw new DomainError('order.wrong-state', 'The time to pay for this order is over.');
    const paying = payable.map((hold) => ({
      ...hold,
      state: 'PAYING' as const,
      expiresAt: expiries.get(hold.id) ?? hold.expiresAt,
    }));
    return { payment, events: [...before, ...this.#newsOf(order, payment, paying)] };
  }

  #newsOf({ sessionId, buyerId }: LockedOrder, payment: PaymentRecord, holds: readonly Hold[]): OutboxEvent[] {
    const view = this.providers.viewOf(payment);
    return [
      ...holds.map((hold) => holdChanged(buyerId, hold)),
      toBuyer(sessionId, buyerId, { type: 'payment.changed', payment: view }),
    ];
  }
}
