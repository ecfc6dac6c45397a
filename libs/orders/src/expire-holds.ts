import { Injectable, Logger } from '@nestjs/common';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import { errorFields } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { EndHolds } from './end-holds.js';
import { ExpirePayment } from './expire-payment.js';
import { HoldsStore, type OwnedHold } from './holds.store.js';
import { OrdersStore } from './orders.store.js';
import { PromoteWaiting } from './promote-waiting.js';

/** Orders that one transaction looks at. */
const batch = 200;
/** Payments that are closed at their providers at the same time. */
const atOnce = 8;

/**
 * Ends the holds whose time is over, by PostgreSQL's clock. Any number of processes may sweep at once: what one of them
 * has locked, the others skip, and nobody waits.
 */
@Injectable()
export class ExpireHolds {
  readonly #logger = new Logger(ExpireHolds.name);

  constructor(
    private readonly database: Database,
    private readonly holds: HoldsStore,
    private readonly orders: OrdersStore,
    private readonly payment: ExpirePayment,
    private readonly ending: EndHolds,
    private readonly promotion: PromoteWaiting,
    private readonly outbox: Outbox,
  ) {}

  /** Both kinds, one after the other. Returns how many holds it ended. */
  async sweep(): Promise<number> {
    return (await this.sweepHeld()) + (await this.sweepPaying());
  }

  /** Holds that nobody pays for. It asks nobody outside, so that nothing can keep it from the next time. */
  async sweepHeld(): Promise<number> {
    let ended = 0;
    for (let last = batch; last >= batch; ended += last) last = await this.#endHeld();
    return ended;
  }

  /** Holds that are being paid: a provider that does not answer keeps few others waiting, and nobody else's units. */
  async sweepPaying(): Promise<number> {
    const waiting = await this.orders.payingTooLong(batch);
    let ended = 0;
    const inTurn = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const count = await this.#closeAndEnd(id);
        ended += count;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, inTurn));
    return ended;
  }

  #endHeld(): Promise<number> {
    return this.#inTransaction(async (client) => {
      const orderIds = await this.orders.lockExpired(client, batch);
      const expired = await this.holds.expiredOf(client, orderIds, 'HELD');
      return { freed: variantsOf(expired), events: await this.ending.end(client, expired, 'EXPIRED', 'time-over') };
    });
  }

  async #closeAndEnd(orderId: string): Promise<number> {
    try {
      await this.payment.atProvider(orderId);
      return await this.#endPaying(orderId);
    } catch (error) {
      this.#logger.warn({ order: orderId, err: errorFields(error as Error) }, 'a payment could not be expired yet');
      return 0;
    }
  }

  #endPaying(orderId: string): Promise<number> {
    return this.#inTransaction(async (client) => {
      const order = await this.orders.lock(client, orderId);
      const expired = await this.holds.expiredOf(client, [orderId], 'PAYING');
      if (order === null || expired.length === 0) return { freed: [], events: [] };
      const events = [
        ...(await this.payment.record(client, order)),
        ...(await this.ending.end(client, expired, 'EXPIRED', 'time-over')),
      ];
      return { freed: variantsOf(expired), events };
    });
  }

  async #inTransaction(
    work: (client: Queryable) => Promise<{ freed: string[]; events: OutboxEvent[] }>,
  ): Promise<number> {
    const { freed, events } = await this.database.transaction(async (client) => {
      const result = await work(client);
      await this.outbox.write(client, result.events);
      return result;
    });
    await this.outbox.deliver(events);
    await this.promotion.soon(freed);
    return freed.length;
  }
}

const variantsOf = (holds: readonly OwnedHold[]): string[] => holds.map(({ hold }) => hold.variantId);
