import { Injectable } from '@nestjs/common';
import type { Hold } from '#libs/contracts';
import type { OutboxEvent, Queryable } from '#libs/database';
import { holdChanged, orderChanged } from './buyer-news.js';
import { HoldsStore, type OwnedHold } from './holds.store.js';
import { OrdersStore } from './orders.store.js';
import { type StockMove, StockMovesStore } from './stock-moves.store.js';

/** Gives the units of holds back, held or bought; an order of which nothing is left is cancelled. */
@Injectable()
export class EndHolds {
  constructor(
    private readonly holds: HoldsStore,
    private readonly orders: OrdersStore,
    private readonly stock: StockMovesStore,
  ) {}

  /** Call it inside a transaction that has locked the orders. The answer is to be written to the outbox. */
  async end(
    client: Queryable,
    ending: readonly OwnedHold[],
    to: 'RELEASED' | 'EXPIRED',
    reason: string | null = null,
  ): Promise<OutboxEvent[]> {
    if (ending.length === 0) return [];
    const ended = ending.map(({ buyerId, hold }) => ({ buyerId, hold: { ...hold, state: to } satisfies Hold }));
    await this.holds.move(
      client,
      ended.map(({ hold }) => hold.id),
      to,
    );
    const orderIds = [...new Set(ended.map(({ hold }) => hold.orderId))];
    await this.orders.move(client, orderIds, 'cancelled');
    await this.orders.sumUp(client, orderIds);
    const stocks = await this.stock.move(
      client,
      ending.map(({ hold }) => backToStock(hold)),
    );
    const orders = await this.orders.read(client, orderIds);
    return [
      ...ended.map(({ buyerId, hold }) => holdChanged(buyerId, hold, reason)),
      ...orders.map(orderChanged),
      ...(await this.stock.news(client, stocks)),
    ];
  }
}

/** `hold` as it was before it ended. */
function backToStock({ variantId, state, reserved, qty }: Hold): StockMove {
  if (state === 'CONFIRMED') return { variantId, held: 0, sold: -qty };
  return { variantId, held: reserved ? -qty : 0, sold: 0 };
}
