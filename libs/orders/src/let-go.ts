import { Injectable } from '@nestjs/common';
import { DomainError, type Hold } from '#libs/contracts';
import { AuditStore, Database, type Deed, type OutboxEvent, type Queryable } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { EndHolds } from './end-holds.js';
import { ExpirePayment } from './expire-payment.js';
import { isOpen } from './hold-lifecycle.js';
import { HoldsStore } from './holds.store.js';
import { OrdersStore } from './orders.store.js';
import { PromoteWaiting } from './promote-waiting.js';

type Released = { hold: Hold; events: OutboxEvent[] };

/** Gives the units of one open hold back, whoever wants that: a payment that is under way is closed first. */
@Injectable()
export class LetGo {
  constructor(
    private readonly database: Database,
    private readonly holds: HoldsStore,
    private readonly orders: OrdersStore,
    private readonly payment: ExpirePayment,
    private readonly ending: EndHolds,
    private readonly promotion: PromoteWaiting,
    private readonly outbox: Outbox,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Of a hold that the caller may end. `reason` is for its buyer to read; an order of which nothing is left is called off
   * with it. `deed` is what the audit is told when it was not the buyer.
   *
   * @throws DomainError `order.hold-not-found`; `order.wrong-state` when it has expired or is paid
   */
  async of(orderId: string, holdId: string, reason: string | null, deed?: Deed): Promise<Hold> {
    const attempt = (checkoutClosed: boolean) =>
      this.database.transaction((client) => this.#release(client, orderId, holdId, reason, checkoutClosed, deed));
    let released = await attempt(false);
    if (released === 'paying') {
      await this.payment.atProvider(orderId);
      released = await attempt(true);
    }
    if (released === 'paying') throw new DomainError('order.wrong-state');
    await this.outbox.deliver(released.events);
    await this.promotion.soon([released.hold.variantId]);
    return released.hold;
  }

  async #release(
    client: Queryable,
    orderId: string,
    holdId: string,
    reason: string | null,
    checkoutClosed: boolean,
    deed: Deed | undefined,
  ): Promise<Released | 'paying'> {
    const order = await this.orders.lock(client, orderId);
    const all = await this.holds.ofOrders(client, [orderId]);
    const owned = all.find(({ hold }) => hold.id === holdId);
    if (order === null || owned === undefined) throw new DomainError('order.hold-not-found');
    const { hold } = owned;
    if (hold.state === 'RELEASED') return { hold, events: [] };
    if (!isOpen(hold)) throw new DomainError('order.wrong-state');
    if (hold.state === 'PAYING' && !checkoutClosed) return 'paying';
    const closed = await this.payment.record(client, order);
    const isLast = all.filter((one) => isOpen(one.hold)).length === 1;
    if (reason !== null && isLast) await this.orders.callOff(client, orderId, 'cancelled', reason);
    const events = [...closed, ...(await this.ending.end(client, [owned], 'RELEASED', reason))];
    await this.outbox.write(client, events);
    if (deed !== undefined) await this.audit.write(client, deed);
    return { hold: { ...hold, state: 'RELEASED' }, events };
  }
}
