import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Hold, Order, Payment, SandboxWebhook, SignedInActor, StartPayment as Wish } from '#libs/contracts';
import { Database } from '#libs/database';
import { CheckLedger, ReadPayments, SandboxBooksStore, SandboxProvider } from '#libs/payments';
import { anActor } from '../../../tests/support/feature.js';
import { ExpireHolds } from '../src/expire-holds.js';
import { PlaceClaim } from '../src/place-claim.js';
import { ReadOrders } from '../src/read-orders.js';
import { ReconcilePayments } from '../src/reconcile-payments.js';
import { SettlePayment } from '../src/settle-payment.js';
import { StartPayment } from '../src/start-payment.js';
import { aSale, type Sale } from './sale.js';

export type Purchase = { sale: Sale; buyer: SignedInActor; hold: Hold };

/** A shop's till: buyers who claim and pay, and everything that providers and clocks do to them. */
export class Till {
  constructor(readonly shop: INestApplicationContext) {}

  async claim(sale: Sale, { qty = 2, variant = 0, by }: { qty?: number; variant?: number; by?: SignedInActor } = {}) {
    const buyer = by ?? (await anActor(this.shop));
    const claim = { code: 'A1', qty, key: uuidv7(), variantId: sale.variantIds[variant] as string };
    const outcome = await this.shop.get(PlaceClaim).place(buyer, sale.session.id, claim);
    if (outcome.outcome !== 'HELD') throw new Error(`expected HELD, got ${outcome.outcome}`);
    return { sale, buyer, hold: outcome.hold };
  }

  async aPurchase(terms: Parameters<typeof aSale>[1] = {}, qty = 2): Promise<Purchase> {
    return this.claim(await aSale(this.shop, terms), { qty });
  }

  pay({ buyer, hold }: Purchase, wish: Wish = {}): Promise<Payment> {
    return this.shop.get(StartPayment).start(buyer, hold.orderId, wish);
  }

  webhook({ id, amount }: Payment, type: SandboxWebhook['type'], messageId: string = uuidv7()) {
    const news = { type, data: { reference: id, amount } };
    const { headers, body } = this.shop.get(SandboxProvider, { strict: false }).signedRequest(messageId, news);
    return { headers, body: Buffer.from(body) };
  }

  tell(...news: Parameters<Till['webhook']>): Promise<void> {
    return this.shop.get(SettlePayment).settle('sandbox', this.webhook(...news));
  }

  /** The buyer decides at the sandbox, and nobody hears of it. Answers what its books say. */
  decide({ id, amount }: Payment, state: 'captured' | 'declined') {
    return this.shop.get(SandboxBooksStore, { strict: false }).enter(id, state, amount);
  }

  /** Lets so much time pass for the payments and refunds of an order, and asks about them. */
  async askLater({ hold: { orderId } }: Purchase, seconds: number): Promise<void> {
    const ago = `make_interval(secs => ${seconds})`;
    await this.query(
      `UPDATE payment SET created_at = created_at - ${ago}, settled_at = settled_at - ${ago},
         unknown_since = unknown_since - ${ago}, checked_at = checked_at - ${ago} WHERE order_id = $1`,
      [orderId],
    );
    await this.query(
      `UPDATE refund SET created_at = created_at - ${ago}, checked_at = checked_at - ${ago} WHERE order_id = $1`,
      [orderId],
    );
    await this.shop.get(ReconcilePayments).run();
  }

  /** The time of a purchase is over. */
  async runOut({ hold }: Purchase, secondsAgo = 0): Promise<void> {
    await this.query(`UPDATE hold SET expires_at = clock_timestamp() - make_interval(secs => $2) WHERE order_id = $1`, [
      hold.orderId,
      secondsAgo,
    ]);
    await this.shop.get(ExpireHolds).sweep();
  }

  async stateOf({ buyer }: Purchase, { id }: Payment): Promise<Payment['state']> {
    return (await this.shop.get(ReadPayments, { strict: false }).get(buyer, id)).state;
  }

  orderOf({ buyer, hold }: Purchase): Promise<Order> {
    return this.shop.get(ReadOrders).get(buyer, hold.orderId);
  }

  async holdStateOf({ hold }: Purchase): Promise<string> {
    const { rows } = await this.query<{ state: string }>('SELECT state FROM hold WHERE id = $1', [hold.id]);
    return rows[0]?.state ?? 'none';
  }

  /** The balance of each account that an order touched, by the account's kind. */
  async booksOf({ sale, hold }: Purchase): Promise<Record<string, number>> {
    const books: Record<string, number> = {};
    for (const { account, amount } of await this.shop.get(ReadOrders).ledger(sale.host, hold.orderId)) {
      const name = account.startsWith('exporter:') ? 'exporter' : account;
      books[name] = (books[name] ?? 0) + amount;
    }
    return books;
  }

  /** The orders of this purchase about which the books do not agree. */
  async disagreeing({ hold: { orderId } }: Purchase): Promise<string[]> {
    const { unbalanced, differing } = await this.shop.get(CheckLedger, { strict: false }).all();
    return [...unbalanced, ...differing.filter((id) => id === orderId)];
  }

  query<Row extends Record<string, unknown>>(sql: string, values: unknown[]) {
    return this.shop.get(Database, { strict: false }).pool.query<Row>(sql, values);
  }
}
