import { Injectable } from '@nestjs/common';
import { ExporterMembership, signedIn } from '#libs/accounts';
import {
  type Actor,
  DomainError,
  type ExporterOrdersQuery,
  type LedgerEntry,
  type Order,
  type OrderSummary,
  type Page,
  type PageQuery,
} from '#libs/contracts';
import { LedgerStore } from '#libs/payments';
import { ExporterOrdersStore } from './exporter-orders.store.js';
import { OrdersStore } from './orders.store.js';

/** An order is seen by its buyer, by whoever acts for its exporter, and by the operators of the house. */
@Injectable()
export class ReadOrders {
  constructor(
    private readonly store: OrdersStore,
    private readonly ofExporters: ExporterOrdersStore,
    private readonly membership: ExporterMembership,
    private readonly books: LedgerStore,
  ) {}

  /** @throws DomainError `order.not-found`, also for those who may not see it */
  async get(actor: Actor, id: string): Promise<Order> {
    const found = await this.store.find(id);
    const isBuyer = 'accountId' in actor && actor.accountId === found?.buyerId;
    if (found === null || !(isBuyer || (await this.membership.isMember(actor, found.order.exporterId))))
      throw new DomainError('order.not-found');
    return found.order;
  }

  /** Newest first. */
  mine(actor: Actor, query: PageQuery): Promise<Page<Order>> {
    return this.store.pageOfBuyer(signedIn(actor).accountId, query);
  }

  /** Newest first. @throws DomainError `account.forbidden` for those who do not act for the exporter */
  async ofExporter(actor: Actor, exporterId: string, query: ExporterOrdersQuery): Promise<Page<Order>> {
    await this.membership.requireMember(actor, exporterId);
    const { items, nextCursor } = await this.ofExporters.page(exporterId, query);
    return { items: await this.store.newestFirst(items), nextCursor };
  }

  /** What there is of them. @throws DomainError `account.forbidden` */
  async summary(actor: Actor, exporterId: string): Promise<OrderSummary> {
    await this.membership.requireMember(actor, exporterId);
    return this.ofExporters.summary(exporterId);
  }

  /** How money moved for an order: not the buyer's business. @throws DomainError `order.not-found` */
  async ledger(actor: Actor, id: string): Promise<LedgerEntry[]> {
    const found = await this.store.find(id);
    if (found === null || !(await this.membership.isMember(actor, found.order.exporterId)))
      throw new DomainError('order.not-found');
    return this.books.ofOrder(id);
  }
}
