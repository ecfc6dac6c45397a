import { Injectable, Logger } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Hold, WaitingPlace } from '#libs/contracts';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import { errorFields } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { holdChanged, toBuyer } from './buyer-news.js';
import { HoldsStore } from './holds.store.js';
import { OrdersStore } from './orders.store.js';
import { handOut } from './hand-out.js';
import { PromotionsStore, type Waiter } from './promotions.store.js';
import { StockMovesStore } from './stock-moves.store.js';

/** Variants that one transaction looks at. */
const batch = 50;

/**
 * Gives units that came free to those who wait for them, in their order, as holds of limited time. Each hold begins an
 * order of its own: its time is shorter than that of others. Runs by itself soon after units come free, and every
 * second for what a crash, a restock or another process left.
 */
@Injectable()
export class PromoteWaiting {
  readonly #logger = new Logger(PromoteWaiting.name);

  constructor(
    private readonly database: Database,
    private readonly store: PromotionsStore,
    private readonly holds: HoldsStore,
    private readonly orders: OrdersStore,
    private readonly stock: StockMovesStore,
    private readonly outbox: Outbox,
  ) {}

  /** Never rejects: what fails here the next sweep makes good. */
  async soon(variantIds: readonly string[]): Promise<void> {
    if (variantIds.length === 0) return;
    try {
      await this.#promote(await this.store.promotable(variantIds, batch));
    } catch (error) {
      this.#logger.warn({ err: errorFields(error as Error) }, 'those who wait are promoted by the next sweep');
    }
  }

  /** Returns how many holds it made. */
  async sweep(): Promise<number> {
    await this.store.lapse();
    return this.#promote(await this.store.promotable(null, batch));
  }

  async #promote(variantIds: readonly string[]): Promise<number> {
    if (variantIds.length === 0) return 0;
    const { count, events } = await this.database.transaction(async (client) => {
      await this.store.lockSessions(client, variantIds);
      const stock = await this.stock.lock(client, variantIds);
      const free = new Map([...stock].map(([variantId, { available }]) => [variantId, available]));
      const handed = handOut(await this.store.line(client, variantIds), free);
      return { count: handed.length, events: await this.#store(client, handed) };
    });
    await this.outbox.deliver(events);
    return count;
  }

  async #store(client: Queryable, handed: readonly { waiter: Waiter; qty: number }[]): Promise<OutboxEvent[]> {
    if (handed.length === 0) return [];
    const made = handed.map(({ waiter, qty }) => ({ waiter, qty, hold: holdOf(waiter, qty) }));
    await this.orders.insert(
      client,
      made.map(({ waiter, hold: { orderId, sessionId, total } }) => ({
        id: orderId,
        sessionId,
        exporterId: waiter.exporterId,
        buyerId: waiter.buyerId,
        currency: total.currency,
        total: total.amount,
      })),
    );
    await this.holds.insert(
      client,
      made.map(({ waiter, hold }) => ({ buyerId: waiter.buyerId, hold })),
    );
    const places = made.map(({ waiter, qty, hold }) => ({
      buyerId: waiter.buyerId,
      place: servedPlace(waiter, qty, hold),
    }));
    await this.store.serve(
      client,
      places.map(({ place }) => place),
    );
    const stocks = await this.stock.moveLocked(
      client,
      made.map(({ hold }) => ({ variantId: hold.variantId, held: hold.qty, sold: 0 })),
    );
    const events = [
      ...places.map(({ buyerId, place }) =>
        toBuyer(place.sessionId, buyerId, { type: 'waitlist.changed', waiting: place }),
      ),
      ...made.map(({ waiter, hold }) => holdChanged(waiter.buyerId, hold, 'waitlist')),
      ...(await this.stock.news(client, stocks)),
    ];
    await this.outbox.write(client, events);
    return events;
  }
}

function holdOf({ place, price, currency, expiresAt }: Waiter, qty: number): Hold {
  const { sessionId, offerId, code, variantId, variantName } = place;
  return {
    id: uuidv7(),
    orderId: uuidv7(),
    sessionId,
    offerId,
    code,
    variantId,
    variantName,
    qty,
    unitPrice: { amount: price, currency },
    total: { amount: price * qty, currency },
    state: 'HELD',
    reserved: true,
    expiresAt: expiresAt.toISOString(),
  };
}

/** Who got only a part waits on for the rest, in the same place. */
const servedPlace = ({ place }: Waiter, qty: number, hold: Hold): WaitingPlace =>
  qty < place.qty
    ? { ...place, qty: place.qty - qty, holdId: hold.id, drawsAt: null }
    : { ...place, state: 'OFFERED', holdId: hold.id, drawsAt: null };
