import { Injectable } from '@nestjs/common';
import type { OutboxEvent, Queryable } from '#libs/database';
import { PaymentsStore } from '#libs/payments';
import { EndHolds } from './end-holds.js';
import { HoldsStore } from './holds.store.js';
import { OpenRefund } from './open-refund.js';
import { OrderNews } from './order-news.js';
import { type LockedOrder, OrdersStore } from './orders.store.js';

/** What is left to do after the commit: tell it, send the money, serve those who wait for these variants. */
export type Undone = { events: OutboxEvent[]; refundIds: string[]; freed: string[] };

/**
 * Takes a paid order back: all its money returns. Units that were not shipped are for sale again; what was is the
 * exporter's to count in once it has been looked at.
 */
@Injectable()
export class UndoOrder {
  constructor(
    private readonly orders: OrdersStore,
    private readonly holds: HoldsStore,
    private readonly payments: PaymentsStore,
    private readonly refunding: OpenRefund,
    private readonly ending: EndHolds,
    private readonly news: OrderNews,
  ) {}

  /** Call it inside a transaction that has locked the order. The events are to be written to the outbox. */
  async undo(client: Queryable, order: LockedOrder, reason: string): Promise<Undone> {
    const refundIds = await this.#refundAll(client, order.id, reason);
    if (order.shippedAt !== null) {
      await this.orders.callOff(client, order.id, 'returned', reason);
      return { events: await this.news.ofOrder(client, order), refundIds, freed: [] };
    }
    await this.orders.callOff(client, order.id, 'cancelled', reason);
    const bought = (await this.holds.ofOrders(client, [order.id])).filter(({ hold }) => hold.state === 'CONFIRMED');
    const events = await this.ending.end(client, bought, 'RELEASED', reason);
    return { events, refundIds, freed: bought.map(({ hold }) => hold.variantId) };
  }

  async #refundAll(client: Queryable, orderId: string, reason: string): Promise<string[]> {
    const paid = (await this.payments.ofOrders(client, [orderId])).filter(({ state }) => state === 'captured');
    const refundIds: string[] = [];
    for (const payment of paid) {
      const left = await this.refunding.left(client, payment);
      if (left > 0) refundIds.push(await this.refunding.open(client, payment, left, reason));
    }
    return refundIds;
  }
}
