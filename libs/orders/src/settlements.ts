import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { OutboxEvent, Queryable } from '#libs/database';
import {
  ledgerAccounts,
  LedgerStore,
  movement,
  PaymentProviders,
  type PaymentRecord,
  PaymentsStore,
  paymentView,
  transferOf,
} from '#libs/payments';
import { toBuyer } from './buyer-news.js';
import { ExpirePayment } from './expire-payment.js';
import { isOpen } from './hold-lifecycle.js';
import { HoldsStore } from './holds.store.js';
import { type LockedOrder, OrdersStore } from './orders.store.js';
import { StockMovesStore } from './stock-moves.store.js';

/** The time a buyer has at least after a decline, to pay in another way. */
const afterDeclineSeconds = 120;

/**
 * What the outcome of a payment does to payment, holds, order, stock and books. Each runs inside a transaction that has
 * locked the order; the answers are to be written to the outbox.
 */
@Injectable()
export class Settlements {
  constructor(
    private readonly orders: OrdersStore,
    private readonly holds: HoldsStore,
    private readonly stock: StockMovesStore,
    private readonly payments: PaymentsStore,
    private readonly ledger: LedgerStore,
    private readonly expiring: ExpirePayment,
    private readonly providers: PaymentProviders,
  ) {}

  /**
   * An attempt that is still pending is closed: an order is paid once.
   *
   * @throws DomainError `order.out-of-stock` when the units had gone back and are not there any more
   */
  async capture(client: Queryable, order: LockedOrder, payment: PaymentRecord): Promise<OutboxEvent[]> {
    const holds = (await this.holds.ofOrders(client, [order.id])).map(({ hold }) => hold);
    const moves = holds.map((hold) => ({
      variantId: hold.variantId,
      held: isOpen(hold) ? -hold.qty : 0,
      sold: hold.qty,
    }));
    const stocks = await this.stock.move(client, moves);
    const ids = holds.map(({ id }) => id);
    await this.payments.move(client, payment.id, 'captured');
    const others = await this.expiring.record(client, order);
    await this.holds.move(client, ids, 'CONFIRMED');
    await this.orders.move(client, [order.id], 'confirmed');
    await this.ledger.record(client, [this.#received(order, payment)]);
    return [...others, ...(await this.#news(client, order, payment.id)), ...(await this.stock.news(client, stocks))];
  }

  async decline(client: Queryable, order: LockedOrder, payment: PaymentRecord): Promise<OutboxEvent[]> {
    const holds = await this.holds.ofOrders(client, [order.id]);
    const paying = holds.filter(({ hold }) => hold.state === 'PAYING').map(({ hold }) => hold.id);
    await this.payments.move(client, payment.id, 'declined');
    await this.holds.move(client, paying, 'HELD');
    await this.holds.lastAtLeast(client, paying, afterDeclineSeconds);
    return this.#news(client, order, payment.id);
  }

  /** The books show the money twice: how it came, and how it went back. */
  async refund(client: Queryable, order: LockedOrder, payment: PaymentRecord): Promise<OutboxEvent[]> {
    const back = movement(
      ledgerAccounts.exporter(order.exporterId),
      ledgerAccounts.provider(payment.provider),
      payment.amount,
    );
    await this.payments.move(client, payment.id, 'refunded');
    await this.ledger.record(client, [this.#received(order, payment), transferOf(uuidv7(), order.id, back)]);
    return this.#news(client, order, payment.id);
  }

  #received(order: LockedOrder, payment: PaymentRecord) {
    const { provider, exporter } = ledgerAccounts;
    return transferOf(
      uuidv7(),
      order.id,
      movement(provider(payment.provider), exporter(order.exporterId), payment.amount),
    );
  }

  /** Order, holds and payment as they are now. */
  async #news(client: Queryable, { id, sessionId, buyerId }: LockedOrder, paymentId: string): Promise<OutboxEvent[]> {
    const holds = await this.holds.ofOrders(client, [id]);
    const orders = await this.orders.read(client, [id]);
    const payments = (await this.payments.ofOrders(client, [id])).filter((payment) => payment.id === paymentId);
    return [
      ...payments.map((payment) =>
        toBuyer(sessionId, buyerId, {
          type: 'payment.changed',
          payment: paymentView(payment, this.providers.named(payment.provider)),
        }),
      ),
      ...holds.map(({ hold }) => toBuyer(sessionId, buyerId, { type: 'hold.changed', hold, reason: null })),
      ...orders.map(({ order }) => toBuyer(sessionId, buyerId, { type: 'order.changed', order })),
    ];
  }
}
