import { Injectable, Logger } from '@nestjs/common';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import { errorFields } from '#libs/platform';
import { chargeOf, isOpenPayment, PaymentProviders, type PaymentRecord, PaymentsStore } from '#libs/payments';
import { holdChanged, toBuyer } from './buyer-news.js';
import { HoldsStore } from './holds.store.js';
import type { LockedOrder } from './orders.store.js';

/** How long a provider that does not answer may keep units from others, milliseconds after the hold's time is over. */
const patienceMs = 5 * 60_000;

/** A hold that is being paid does not end silently: the payment is closed first, where it is made. */
@Injectable()
export class ExpirePayment {
  readonly #logger = new Logger(ExpirePayment.name);

  constructor(
    private readonly database: Database,
    private readonly payments: PaymentsStore,
    private readonly holds: HoldsStore,
    private readonly providers: PaymentProviders,
  ) {}

  /**
   * Closes the checkout, so that no buyer begins to pay any more. Call it outside of transactions. A provider that does
   * not answer for minutes keeps the units no longer: what it takes nevertheless is fulfilled or goes back.
   *
   * @throws Error when the provider did not answer
   */
  async atProvider(orderId: string): Promise<void> {
    const open = await this.#open(this.database.pool, orderId);
    if (open === undefined) return;
    try {
      await this.providers.named(open.provider).expire(chargeOf(open));
    } catch (error) {
      if (!(await this.#isOver(orderId))) throw error;
      this.#logger.error(
        { payment: open.id, err: errorFields(error as Error) },
        'a payment is given up that could not be closed at its provider',
      );
    }
  }

  /**
   * Records that the open payment, if there is one, was closed; what it would have paid for is merely held again. The
   * answer is to be written to the outbox.
   */
  async record(client: Queryable, order: LockedOrder): Promise<OutboxEvent[]> {
    const closed = await this.close(client, order);
    const paying = (await this.holds.ofOrders(client, [order.id])).filter(({ hold }) => hold.state === 'PAYING');
    const ids = paying.map(({ hold }) => hold.id);
    if (ids.length > 0) await this.holds.move(client, ids, 'HELD');
    return [...closed, ...paying.map(({ hold }) => holdChanged(order.buyerId, { ...hold, state: 'HELD' }))];
  }

  /** The same, for a caller who decides about the holds. */
  async close(client: Queryable, order: LockedOrder): Promise<OutboxEvent[]> {
    const open = await this.#open(client, order.id);
    if (open === undefined) return [];
    await this.payments.move(client, open.id, 'expired');
    const payment = this.providers.viewOf({ ...open, state: 'expired' });
    return [toBuyer(order.sessionId, order.buyerId, { type: 'payment.changed', payment })];
  }

  async #open(client: Queryable, orderId: string): Promise<PaymentRecord | undefined> {
    return (await this.payments.ofOrders(client, [orderId])).find(isOpenPayment);
  }

  async #isOver(orderId: string): Promise<boolean> {
    const holds = await this.holds.ofOrders(this.database.pool, [orderId]);
    return holds.some(({ hold }) => hold.state === 'PAYING' && Date.parse(hold.expiresAt) < Date.now() - patienceMs);
  }
}
