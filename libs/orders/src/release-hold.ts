import { Injectable } from '@nestjs/common';
import { signedIn } from '#libs/accounts';
import { type Actor, DomainError, type Hold } from '#libs/contracts';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { EndHolds } from './end-holds.js';
import { ExpirePayment } from './expire-payment.js';
import { HoldsStore } from './holds.store.js';
import { OrdersStore } from './orders.store.js';
import { PromoteWaiting } from './promote-waiting.js';

type Released = { hold: Hold; events: OutboxEvent[] };

/** The buyer passes: the units go back at once. Passing again changes nothing. */
@Injectable()
export class ReleaseHold {
  constructor(
    private readonly database: Database,
    private readonly holds: HoldsStore,
    private readonly orders: OrdersStore,
    private readonly payment: ExpirePayment,
    private readonly ending: EndHolds,
    private readonly promotion: PromoteWaiting,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @throws DomainError `order.hold-not-found`, also when it is somebody else's; `order.wrong-state` when it has expired
   *   or is paid
   */
  async release(actor: Actor, holdId: string): Promise<Hold> {
    const { accountId } = signedIn(actor);
    const orderId = await this.holds.orderIdOf(holdId);
    if (orderId === undefined) throw new DomainError('order.hold-not-found');
    const attempt = (checkoutClosed: boolean) =>
      this.database.transaction((client) => this.#release(client, accountId, orderId, holdId, checkoutClosed));
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
    accountId: string,
    orderId: string,
    holdId: string,
    checkoutClosed: boolean,
  ): Promise<Released | 'paying'> {
    const order = await this.orders.lock(client, orderId);
    const owned = (await this.holds.ofOrders(client, [orderId])).find(({ hold }) => hold.id === holdId);
    if (order === null || owned === undefined || owned.buyerId !== accountId)
      throw new DomainError('order.hold-not-found');
    const { hold } = owned;
    if (hold.state === 'RELEASED') return { hold, events: [] };
    if (hold.state === 'CONFIRMED' || hold.state === 'EXPIRED') throw new DomainError('order.wrong-state');
    if (hold.state === 'PAYING' && !checkoutClosed) return 'paying';
    const events = [
      ...(await this.payment.record(client, order)),
      ...(await this.ending.end(client, [owned], 'RELEASED')),
    ];
    await this.outbox.write(client, events);
    return { hold: { ...hold, state: 'RELEASED' }, events };
  }
}
