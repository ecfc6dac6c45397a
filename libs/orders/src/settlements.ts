import { Injectable } from '@nestjs/common';
import type { Hold, Money, Stock } from '#libs/contracts';
import type { OutboxEvent, Queryable } from '#libs/database';
import { BookMoney, isOpenPayment, type PaymentRecord, PaymentsStore } from '#libs/payments';
import { EndHolds } from './end-holds.js';
import { ExpirePayment } from './expire-payment.js';
import { isOpen } from './hold-lifecycle.js';
import { HoldsStore, type OwnedHold } from './holds.store.js';
import { OpenRefund } from './open-refund.js';
import { OrderNews } from './order-news.js';
import { type LockedOrder, OrdersStore } from './orders.store.js';
import { type StockMove, StockMovesStore } from './stock-moves.store.js';
import { keepsUnits, whatCanBeHad } from './what-can-be-had.js';

/** The time a buyer has at least after a decline, to pay in another way. */
const afterDeclineSeconds = 120;

/**
 * What is to be done at the provider after the commit. All of it is found again by those who ask about payments and
 * refunds, so that a crash in between loses nothing.
 */
export type Consequence = { kind: 'capture' | 'void' } | { kind: 'refund'; refundId: string };
export type Settling = { events: OutboxEvent[]; next?: Consequence };

/** An order that is locked, a payment of it that there is news of, its other payments, and all of its holds. */
export type Paid = {
  order: LockedOrder;
  payment: PaymentRecord;
  others: readonly PaymentRecord[];
  holds: readonly Hold[];
};
/** `rest`: what the payment was not made for. */
type PaidFor = { had: Hold[]; gone: Hold[]; rest: Hold[] };

/**
 * What the outcome of a payment does to payment, holds, order, stock and books. Each runs inside a transaction that has
 * locked the order; the events are to be written to the outbox.
 */
@Injectable()
export class Settlements {
  constructor(
    private readonly orders: OrdersStore,
    private readonly holds: HoldsStore,
    private readonly stock: StockMovesStore,
    private readonly payments: PaymentsStore,
    private readonly books: BookMoney,
    private readonly refunds: OpenRefund,
    private readonly expiring: ExpirePayment,
    private readonly ending: EndHolds,
    private readonly news: OrderNews,
  ) {}

  /** The money is here: the units become sold. What is not there any more is paid back. An order is paid once. */
  async capture(client: Queryable, paid: Paid, fee?: Money): Promise<Settling> {
    const { order, payment } = paid;
    const { had, gone, rest } = await this.#paidFor(client, paid);
    if (had.length === 0) return this.refund(client, paid, { fee, gone });
    const back = gone.reduce((sum, { total }) => sum + total.amount, 0);
    const captured = { ...payment, state: 'captured', captured: payment.amount } as const;
    // one round trip as a rule, and the stock at its end: others wait for its row until the commit
    const [closed, news, stock, refundId] = await Promise.all([
      this.#settle(client, paid, { had, gone, rest, fee }),
      this.news.ofAll(client, order, payment.id),
      this.stock.moveLast(client, had.map(soldFrom)),
      back > 0 ? this.refunds.open(client, captured, back, 'out-of-stock') : undefined,
    ]);
    return {
      events: [...closed, ...news, ...stock],
      ...(refundId !== undefined && { next: { kind: 'refund', refundId } }),
    };
  }

  /** The order stood already; now the money is here. */
  async book(client: Queryable, { order, payment }: Paid, fee?: Money): Promise<Settling> {
    await this.payments.move(client, payment.id, 'captured');
    await this.books.captured(client, order.exporterId, payment, { stands: true, fee });
    return { events: await this.news.ofPayment(client, order, payment.id) };
  }

  /** The money came for nothing. The books show it twice: how it came, and, when it did, how it went back. */
  async refund(
    client: Queryable,
    { order, payment, holds }: Paid,
    { fee, gone = [] }: { fee?: Money | undefined; gone?: readonly Hold[] } = {},
  ): Promise<Settling> {
    await this.payments.move(client, payment.id, 'refunding');
    await this.books.captured(client, order.exporterId, payment, { stands: false, fee });
    const captured = { ...payment, state: 'refunding', captured: payment.amount } as const;
    const refundId = await this.refunds.open(client, captured, payment.amount.amount, 'out-of-stock');
    const released = await this.#letGo(client, order, gone);
    const left = holds.filter((hold) => !gone.includes(hold));
    if (isOpenPayment(payment)) await this.#holdAgain(client, left);
    return {
      events: [...released, ...(await this.news.ofAll(client, order, payment.id))],
      next: { kind: 'refund', refundId },
    };
  }

  /** The money is promised: the units are set aside until it is taken. */
  async secure(client: Queryable, paid: Paid): Promise<Settling> {
    const { order, payment } = paid;
    const { had, gone } = await this.#paidFor(client, paid);
    if (gone.length > 0 || had.length === 0 || !had.every(isOpen)) return this.giveUp(client, paid, gone);
    const free = had.filter((hold) => !keepsUnits(hold));
    const moves = free.map(({ variantId, qty }) => ({ variantId, held: qty, sold: 0 }));
    const ids = free.map(({ id }) => id);
    await this.holds.reserve(client, ids);
    await this.payments.move(client, payment.id, 'authorised');
    const news = await this.news.ofAll(client, order, payment.id);
    const events = [...news, ...(await this.stock.moveLast(client, moves))];
    return { events, next: { kind: 'capture' } };
  }

  /** The money comes with the goods: the order stands, nothing is booked. */
  async promise(client: Queryable, paid: Paid): Promise<Settling> {
    const { order, payment } = paid;
    const { had, gone } = await this.#paidFor(client, paid);
    if (gone.length > 0 || had.length === 0) return this.giveUp(client, paid, gone);
    await this.payments.move(client, payment.id, 'authorised');
    await this.#confirm(client, order, had, []);
    const news = await this.news.ofAll(client, order, payment.id);
    return { events: [...news, ...(await this.stock.moveLast(client, had.map(soldFrom)))] };
  }

  /** The attempt is over without money; the buyer has time to pay in another way. */
  async close(client: Queryable, { order, payment, holds }: Paid, to: 'declined' | 'expired'): Promise<Settling> {
    await this.payments.move(client, payment.id, to);
    const again = await this.#holdAgain(client, holds);
    await this.holds.lastAtLeast(client, again, afterDeclineSeconds);
    return { events: await this.news.ofAll(client, order, payment.id) };
  }

  /** What was promised came for nothing, or for what is not there any more. */
  async giveUp(client: Queryable, paid: Paid, gone: readonly Hold[] = []): Promise<Settling> {
    const { state } = paid.payment;
    const isOpenYet = state === 'pending' || state === 'unknown';
    const closed = isOpenYet ? (await this.close(client, paid, 'expired')).events : [];
    return { events: [...closed, ...(await this.#letGo(client, paid.order, gone))], next: { kind: 'void' } };
  }

  /** The holds that the payment was made for, by whether they can be delivered. None when it is not what they cost. */
  async #paidFor(client: Queryable, { payment: { holdIds, amount }, holds: all }: Paid): Promise<PaidFor> {
    const holds = all.filter(({ id }) => holdIds.length === 0 || holdIds.includes(id));
    // whether there is enough is a question only for those that keep no units
    const stocks = holds.every(keepsUnits)
      ? new Map<string, Stock>()
      : await this.stock.lock(
          client,
          holds.map(({ variantId }) => variantId),
        );
    const cost = holds.reduce((sum, { total }) => sum + total.amount, 0);
    const { had, gone } = cost === amount.amount ? whatCanBeHad(holds, stocks) : { had: [], gone: [] };
    return { had, gone, rest: all.filter((hold) => !holds.includes(hold)) };
  }

  /** Payment, holds, order and books. Answers what is to be told of another payment that this one closes. */
  async #settle(
    client: Queryable,
    { order, payment, others }: Paid,
    { had, gone, rest, fee }: PaidFor & { fee: Money | undefined },
  ): Promise<OutboxEvent[]> {
    const [, closed] = await Promise.all([
      this.payments.move(client, payment.id, 'captured'),
      others.some(isOpenPayment) ? this.expiring.close(client, order) : [],
      this.#confirm(client, order, had, gone),
      this.#holdAgain(client, rest),
      this.books.captured(client, order.exporterId, payment, { stands: true, fee }),
    ]);
    return closed;
  }

  /** What nobody pays for any more is merely held. Answers which that was. */
  async #holdAgain(client: Queryable, holds: readonly Hold[]): Promise<string[]> {
    const paying = holds.filter(({ state }) => state === 'PAYING').map(({ id }) => id);
    if (paying.length > 0) await this.holds.move(client, paying, 'HELD');
    return paying;
  }

  async #confirm(client: Queryable, order: LockedOrder, had: readonly Hold[], gone: readonly Hold[]): Promise<void> {
    const ids = had.map(({ id }) => id);
    // they kept no units, else they could be had
    const released = gone.filter(isOpen).map(({ id }) => id);
    await Promise.all([
      this.holds.move(client, ids, 'CONFIRMED'),
      released.length > 0 ? this.holds.move(client, released, 'RELEASED') : null,
      this.orders.move(client, [order.id], 'confirmed'),
      gone.length > 0 || !had.every(isOpen) ? this.orders.sumUp(client, [order.id]) : null,
    ]);
  }

  /** Holds for which nothing is left end, and with the last of them the order. */
  #letGo(client: Queryable, { buyerId }: LockedOrder, gone: readonly Hold[]): Promise<OutboxEvent[]> {
    const open: OwnedHold[] = gone.filter(isOpen).map((hold) => ({ buyerId, hold }));
    return this.ending.end(client, open, 'RELEASED', 'out-of-stock');
  }
}

const soldFrom = (hold: Hold): StockMove => ({
  variantId: hold.variantId,
  held: keepsUnits(hold) ? -hold.qty : 0,
  sold: hold.qty,
});
