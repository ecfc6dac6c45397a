import { Injectable } from '@nestjs/common';
import { ExporterMembership, signedIn } from '#libs/accounts';
import { type Actor, DomainError, type Shipping } from '#libs/contracts';
import { Database } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { OrderCareStore } from './order-care.store.js';
import { OrderNews } from './order-news.js';
import { OrdersStore } from './orders.store.js';

/**
 * Where an order goes. It is personal: only its buyer and those who act for its exporter read it, operators of the house
 * do not, and no event, log line or claim log holds it.
 */
@Injectable()
export class OrderShipping {
  constructor(
    private readonly database: Database,
    private readonly orders: OrdersStore,
    private readonly store: OrderCareStore,
    private readonly membership: ExporterMembership,
    private readonly news: OrderNews,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The last word of the buyer counts, until the order is paid.
   *
   * @throws DomainError `order.not-found`, also when it is somebody else's; `order.wrong-state`
   */
  async put(actor: Actor, orderId: string, shipping: Shipping): Promise<void> {
    const { accountId } = signedIn(actor);
    const events = await this.database.transaction(async (client) => {
      const order = await this.orders.lock(client, orderId);
      if (order === null || order.buyerId !== accountId) throw new DomainError('order.not-found');
      if (order.state !== 'pending') throw new DomainError('order.wrong-state', `The order is ${order.state}.`);
      await this.store.putShipping(client, orderId, shipping);
      if (order.address === 'given') return [];
      const told = await this.news.ofOrder(client, order);
      await this.outbox.write(client, told);
      return told;
    });
    await this.outbox.deliver(events);
  }

  /** @throws DomainError `order.not-found` for those who may not see it */
  async get(actor: Actor, orderId: string): Promise<Shipping | null> {
    const found = await this.orders.find(orderId);
    const isBuyer = 'accountId' in actor && actor.accountId === found?.buyerId;
    const isExporter =
      found !== null && actor.kind !== 'operator' && (await this.membership.isMember(actor, found.order.exporterId));
    if (!isBuyer && !isExporter) throw new DomainError('order.not-found');
    return this.store.shipping(orderId);
  }
}
