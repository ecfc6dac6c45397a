import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { ExporterMembership } from '#libs/accounts';
import { type Actor, actorId, DomainError, type Refund, type RequestRefund } from '#libs/contracts';
import { AuditStore, Database } from '#libs/database';
import { PaymentProviders, PaymentsStore, type RefundRecord, RefundsStore, refundView } from '#libs/payments';
import { CarryOutRefund } from './carry-out-refund.js';
import { OpenRefund } from './open-refund.js';
import { type OwnedOrder, OrdersStore } from './orders.store.js';

/** Whoever acts for the exporter, or an operator, gives money back; the buyer sees what comes. */
@Injectable()
export class Refunds {
  constructor(
    private readonly database: Database,
    private readonly orders: OrdersStore,
    private readonly payments: PaymentsStore,
    private readonly providers: PaymentProviders,
    private readonly refunds: RefundsStore,
    private readonly opening: OpenRefund,
    private readonly carrying: CarryOutRefund,
    private readonly membership: ExporterMembership,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @param key asked again with it by the same caller, it is the same refund
   * @throws DomainError `order.not-found` for those who may not see it, `payment.wrong-state` when nothing was paid,
   *   `payment.refund-too-large`
   */
  async request(
    actor: Actor,
    orderId: string,
    { amount, reason }: RequestRefund,
    key: string = uuidv7(),
  ): Promise<Refund> {
    const { order } = await this.#order(actor, orderId);
    const id = await this.database.transaction(async (client) => {
      await this.orders.lock(client, orderId);
      const known = await this.refunds.findByKey(client, keyOf(actor, orderId, key));
      if (known !== null) return known.id;
      const paid = (await this.payments.ofOrders(client, [orderId])).find(({ state }) => state === 'captured');
      if (paid === undefined) throw new DomainError('payment.wrong-state', 'Nothing is paid that could go back.');
      const refundId = await this.opening.open(client, paid, amount, reason, keyOf(actor, orderId, key));
      await this.audit.write(client, {
        actor,
        action: 'refund.opened',
        exporterId: order.exporterId,
        subjectId: refundId,
      });
      return refundId;
    });
    await this.carrying.carryOut(id);
    return refundView((await this.refunds.find(id)) as RefundRecord);
  }

  /** Money that no machine sends was handed back. @throws DomainError `refund.not-found`, `payment.wrong-state` */
  async confirm(actor: Actor, orderId: string, refundId: string): Promise<Refund> {
    const { order } = await this.#order(actor, orderId);
    const refund = await this.refunds.find(refundId);
    if (refund === null || refund.orderId !== orderId) throw new DomainError('refund.not-found');
    const payment = await this.payments.find(refund.paymentId);
    if (payment === null || !this.providers.named(payment.provider).byHand)
      throw new DomainError('payment.wrong-state', 'The provider sends this money, and says when it did.');
    await this.audit.write(this.database.pool, {
      actor,
      action: 'refund.confirmed',
      exporterId: order.exporterId,
      subjectId: refundId,
    });
    await this.carrying.end(refund, 'done');
    return refundView((await this.refunds.find(refundId)) as RefundRecord);
  }

  /** Oldest first; also for the buyer. @throws DomainError `order.not-found` */
  async ofOrder(actor: Actor, orderId: string): Promise<Refund[]> {
    await this.#order(actor, orderId, 'accountId' in actor ? actor.accountId : undefined);
    return (await this.refunds.ofOrder(orderId)).map(refundView);
  }

  async #order(actor: Actor, orderId: string, buyer?: string): Promise<OwnedOrder> {
    const found = await this.orders.find(orderId);
    const mayRead =
      found !== null &&
      ((buyer !== undefined && found.buyerId === buyer) ||
        (await this.membership.isMember(actor, found.order.exporterId)));
    if (!mayRead) throw new DomainError('order.not-found');
    return found;
  }
}

/** A provider is told it, so it names neither the caller nor what they wrote. */
function keyOf(actor: Actor, orderId: string, key: string): string {
  const digest = createHash('sha256')
    .update(`${actorId(actor)} ${orderId} ${key}`)
    .digest('base64url');
  return `refund-${digest}`;
}
