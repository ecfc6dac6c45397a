import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { signedIn } from '#libs/accounts';
import { type Actor, DomainError, type Payment } from '#libs/contracts';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import { PaymentProviders, type PaymentRecord, PaymentsStore, paymentView } from '#libs/payments';
import { Outbox } from '#libs/session-log';
import { toBuyer } from './buyer-news.js';
import { isOpen } from './hold-lifecycle.js';
import { HoldsStore } from './holds.store.js';
import { type LockedOrder, OrdersStore } from './orders.store.js';

/** What the first payment of an order adds to the time of its holds. */
const extensionSeconds = 300;

type Started = { payment: PaymentRecord; events: OutboxEvent[] };

/**
 * Begins the payment of an order. While a payment is pending, asking again gives that one: a new attempt is made only
 * after the last one was definitively declined, so that an order is not charged twice.
 */
@Injectable()
export class StartPayment {
  constructor(
    private readonly database: Database,
    private readonly orders: OrdersStore,
    private readonly holds: HoldsStore,
    private readonly payments: PaymentsStore,
    private readonly providers: PaymentProviders,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `order.not-found`, also when it is somebody else's; `order.wrong-state` when it can not be paid */
  async start(actor: Actor, orderId: string): Promise<Payment> {
    const { accountId } = signedIn(actor);
    const { payment, events } = await this.database.transaction(async (client) => {
      const order = await this.orders.lock(client, orderId);
      if (order === null || order.buyerId !== accountId) throw new DomainError('order.not-found');
      const started = await this.#startOnce(client, order);
      await this.outbox.write(client, started.events);
      return started;
    });
    const provider = this.providers.named(payment.provider);
    if (payment.state === 'pending') await provider.create({ paymentId: payment.id, amount: payment.amount });
    await this.outbox.deliver(events);
    return paymentView(payment, provider);
  }

  async #startOnce(client: Queryable, order: LockedOrder): Promise<Started> {
    if (order.state !== 'pending') throw new DomainError('order.wrong-state', `The order is ${order.state}.`);
    const attempts = await this.payments.ofOrders(client, [order.id]);
    const pending = attempts.find(({ state }) => state === 'pending');
    if (pending !== undefined) return { payment: pending, events: [] };
    const holdIds = await this.#payableHolds(client, order);
    const id = uuidv7();
    const provider = this.providers.preferred.name;
    const attempt = (attempts.at(-1)?.attempt ?? 0) + 1;
    await this.payments.insert(client, { id, orderId: order.id, provider, attempt, amount: order.total });
    await this.holds.move(client, holdIds, 'PAYING');
    if (attempt === 1) await this.holds.extend(client, holdIds, extensionSeconds);
    const payment = (await this.payments.ofOrders(client, [order.id])).at(-1) as PaymentRecord;
    return { payment, events: await this.#news(client, order, payment) };
  }

  async #payableHolds(client: Queryable, order: LockedOrder): Promise<string[]> {
    const open = (await this.holds.ofOrders(client, [order.id])).filter(({ hold }) => isOpen(hold));
    const over = await this.holds.expiredOf(client, [order.id], 'HELD');
    if (open.length === 0 || over.length > 0)
      throw new DomainError('order.wrong-state', 'The time to pay for this order is over.');
    return open.map(({ hold }) => hold.id);
  }

  async #news(client: Queryable, order: LockedOrder, payment: PaymentRecord): Promise<OutboxEvent[]> {
    const holds = await this.holds.ofOrders(client, [order.id]);
    const view = paymentView(payment, this.providers.named(payment.provider));
    return [
      ...holds.map(({ buyerId, hold }) =>
        toBuyer(order.sessionId, buyerId, { type: 'hold.changed', hold, reason: null }),
      ),
      toBuyer(order.sessionId, order.buyerId, { type: 'payment.changed', payment: view }),
    ];
  }
}
