import { Injectable } from '@nestjs/common';
import { ExporterMembership } from '#libs/accounts';
import { type Actor, DomainError, type Order, type Tracking } from '#libs/contracts';
import { Database } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { OrderCareStore } from './order-care.store.js';
import { OrderNews } from './order-news.js';
import { OrderRequestsStore } from './order-requests.store.js';
import { type OwnedOrder, OrdersStore } from './orders.store.js';

/** Whoever acts for the exporter says that an order is on its way, or there: the buyer's rights hang on it. */
@Injectable()
export class MarkShipment {
  constructor(
    private readonly database: Database,
    private readonly membership: ExporterMembership,
    private readonly orders: OrdersStore,
    private readonly care: OrderCareStore,
    private readonly requests: OrderRequestsStore,
    private readonly news: OrderNews,
    private readonly outbox: Outbox,
  ) {}

  /**
   * What is delivered was shipped. Saying it again changes nothing but the tracking, when that is another.
   *
   * @throws DomainError `order.not-found` for those who may not see it; `order.wrong-state` unless it is confirmed;
   *   `order.request-open` while the buyer waits for the answer to a cancellation
   */
  async mark(actor: Actor, orderId: string, as: 'shipped' | 'delivered', tracking?: Tracking): Promise<Order> {
    const found = await this.orders.find(orderId);
    if (found === null || !(await this.membership.isMember(actor, found.order.exporterId)))
      throw new DomainError('order.not-found');
    const events = await this.database.transaction(async (client) => {
      const order = await this.orders.lock(client, orderId);
      if (order?.state !== 'confirmed') throw new DomainError('order.wrong-state', `The order is ${order?.state}.`);
      const known = (as === 'shipped' ? order.shippedAt : order.deliveredAt) !== null;
      const asked = known ? null : await this.requests.open(client, orderId);
      if (asked?.kind === 'cancellation') throw new DomainError('order.request-open');
      if (!known) await this.care.mark(client, orderId, as);
      const tracked = tracking !== undefined && (await this.care.track(client, orderId, tracking));
      if (known && !tracked) return [];
      const told = await this.news.ofOrder(client, order);
      await this.outbox.write(client, told);
      return told;
    });
    await this.outbox.deliver(events);
    return ((await this.orders.find(orderId)) as OwnedOrder).order;
  }
}
