import { Injectable } from '@nestjs/common';
import { signedIn } from '#libs/accounts';
import { type Actor, DomainError, type Order } from '#libs/contracts';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import { isOpenPayment, PaymentsStore } from '#libs/payments';
import { Outbox } from '#libs/session-log';
import { EndHolds } from './end-holds.js';
import { ExpirePayment } from './expire-payment.js';
import { isFreeToCancel } from './free-cancellation.js';
import { isOpen } from './hold-lifecycle.js';
import { HoldsStore } from './holds.store.js';
import { type OwnedOrder, OrdersStore } from './orders.store.js';
import { PromoteWaiting } from './promote-waiting.js';

type Cancelled = { order: Order; freed: string[]; events: OutboxEvent[] };

/** What is said of an order when its buyer gives no reason. */
const noReason = 'cancelled by the buyer';

/** The buyer cancels an order of which no money was taken. Everything held goes back at once. */
@Injectable()
export class CancelOrder {
  constructor(
    private readonly database: Database,
    private readonly orders: OrdersStore,
    private readonly holds: HoldsStore,
    private readonly payments: PaymentsStore,
    private readonly expiring: ExpirePayment,
    private readonly ending: EndHolds,
    private readonly promotion: PromoteWaiting,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Cancelling again changes nothing. A payment that is under way is closed at its provider first.
   *
   * @throws DomainError `order.not-found`, also when it is somebody else's; `order.wrong-state` when it is paid
   */
  async cancel(actor: Actor, orderId: string, reason: string = noReason): Promise<Order> {
    const { accountId } = signedIn(actor);
    const attempt = (checkoutClosed: boolean) =>
      this.database.transaction((client) => this.#cancel(client, accountId, orderId, reason, checkoutClosed));
    let cancelled = await attempt(false);
    if (cancelled === 'paying') {
      await this.expiring.atProvider(orderId);
      cancelled = await attempt(true);
    }
    if (cancelled === 'paying') throw new DomainError('order.wrong-state');
    await this.outbox.deliver(cancelled.events);
    await this.promotion.soon(cancelled.freed);
    return cancelled.order;
  }

  async #cancel(
    client: Queryable,
    accountId: string,
    orderId: string,
    reason: string,
    checkoutClosed: boolean,
  ): Promise<Cancelled | 'paying'> {
    const order = await this.orders.lock(client, orderId);
    if (order === null || order.buyerId !== accountId) throw new DomainError('order.not-found');
    if (order.state === 'cancelled') return { order: await this.#view(client, orderId), freed: [], events: [] };
    const payments = await this.payments.ofOrders(client, [orderId]);
    if (!isFreeToCancel(order, payments))
      throw new DomainError('order.wrong-state', 'It is paid: ask the exporter for a cancellation or a return.');
    if (payments.some(isOpenPayment) && !checkoutClosed) return 'paying';
    const closed = await this.expiring.record(client, order);
    await this.orders.callOff(client, orderId, 'cancelled', reason);
    const live = (await this.holds.ofOrders(client, [orderId])).filter(
      ({ hold }) => isOpen(hold) || hold.state === 'CONFIRMED',
    );
    const events = [...closed, ...(await this.ending.end(client, live, 'RELEASED', reason))];
    await this.outbox.write(client, events);
    const freed = live.map(({ hold }) => hold.variantId);
    return { order: await this.#view(client, orderId), freed, events };
  }

  async #view(client: Queryable, orderId: string): Promise<Order> {
    const found = await this.orders.readOne(client, orderId);
    return (found as OwnedOrder).order;
  }
}
