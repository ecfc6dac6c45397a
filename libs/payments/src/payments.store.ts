import { Injectable } from '@nestjs/common';
import type { PaymentState } from '#libs/contracts';
import { Database, type Queryable, prepared } from '#libs/database';
import { statesBefore } from '#libs/platform';
import { paymentLifecycle } from './payment-lifecycle.js';
import type { ChargeReport } from './payment-provider.js';
import type { PaymentRecord } from './payment.js';

type Amounts = 'amount' | 'captured' | 'refunded';
type Row = Omit<PaymentRecord, Amounts | 'createdAt'> & Record<Amounts, string> & { currency: string; createdAt: Date };

const columns = `p.id, p.order_id AS "orderId", o.number AS "orderNumber", o.buyer_id AS "buyerId", p.provider,
    p.attempt, p.state, p.amount, p.captured_amount AS captured, p.refunded_amount AS refunded, p.currency, p.reference,
    p.checkout_url AS "checkoutUrl", p.hold_ids AS "holdIds", p.created_at AS "createdAt"`;
const select = `SELECT ${columns} FROM payment p JOIN sale_order o ON o.id = p.order_id`;

/** What a pending payment may take before its provider is asked, so that a webhook can come first. */
const patience = "interval '60 seconds'";
/** How long after its end a payment is still looked at, in case it was captured after all. */
const aftermath = "interval '1 hour'";
/** The time between two questions grows with the time that has passed, within these bounds. */
const pause = (since: string) =>
  `greatest(interval '2 seconds', least(interval '60 seconds', p.checked_at - ${since}))`;

/** All SQL of payments. What changes one runs inside a transaction that has locked its order. */
@Injectable()
export class PaymentsStore {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<PaymentRecord | null> {
    const { rows } = await this.database.pool.query<Row>(prepared(`${select} WHERE p.id = $1`), [id]);
    return rows[0] ? recordOf(rows[0]) : null;
  }

  /** The payments of some orders, first attempt first. */
  async ofOrders(client: Queryable, orderIds: readonly string[]): Promise<PaymentRecord[]> {
    const { rows } = await client.query<Row>(
      prepared(`${select} WHERE p.order_id = ANY($1::uuid[]) ORDER BY p.attempt`),
      [orderIds],
    );
    return rows.map(recordOf);
  }

  async insert(
    client: Queryable,
    { id, orderId, provider, attempt, amount, holdIds }: NewPayment,
  ): Promise<PaymentRecord> {
    const { rows } = await client.query<Row>(
      prepared(`WITH p AS (
         INSERT INTO payment (id, order_id, provider, attempt, state, amount, currency, hold_ids)
         VALUES ($1, $2, $3, $4, 'pending', $5, $6, $7) RETURNING *
       ) SELECT ${columns} FROM p JOIN sale_order o ON o.id = p.order_id`),
      [id, orderId, provider, attempt, amount.amount, amount.currency, holdIds],
    );
    return recordOf(rows[0] as Row);
  }

  /**
   * What was captured is written with the state that says so.
   *
   * @throws Error when the lifecycle has no such move from the state it is in: the caller did not look, or did not lock
   */
  async move(client: Queryable, id: string, to: PaymentState): Promise<void> {
    const { rowCount } = await client.query(
      prepared(`UPDATE payment SET state = $2, settled_at = clock_timestamp(),
         unknown_since = CASE WHEN $2 = 'unknown' THEN clock_timestamp() END,
         captured_amount = CASE WHEN $2 IN ('captured', 'refunding') THEN amount ELSE captured_amount END
       WHERE id = $1 AND state = ANY($3::text[])`),
      [id, to, statesBefore(paymentLifecycle, to)],
    );
    if (rowCount !== 1) throw new Error('a payment can not move to this state');
  }

  /** How the provider calls it, and where it is paid. What is known is not forgotten. */
  async name(id: string, { reference, checkoutUrl }: ChargeReport): Promise<void> {
    if (reference === undefined && checkoutUrl === undefined) return;
    await this.database.pool.query(
      `UPDATE payment SET reference = coalesce($2, reference), checkout_url = coalesce($3, checkout_url)
       WHERE id = $1 AND (reference IS DISTINCT FROM $2 OR checkout_url IS DISTINCT FROM $3)`,
      [id, reference ?? null, checkoutUrl ?? null],
    );
  }

  /**
   * Adds to what went back. All of it is back: the payment is refunded.
   *
   * @throws Error when so much was never captured
   */
  async addRefund(client: Queryable, id: string, amount: number): Promise<void> {
    const { rowCount } = await client.query(
      `UPDATE payment SET refunded_amount = refunded_amount + $2, settled_at = clock_timestamp(),
         state = CASE WHEN refunded_amount + $2 = captured_amount THEN 'refunded' ELSE state END
       WHERE id = $1 AND state IN ('captured', 'refunding') AND captured_amount - refunded_amount >= $2`,
      [id, amount],
    );
    if (rowCount !== 1) throw new Error('money can not go back that was never captured');
  }

  /**
   * The payments of a provider that it is time to ask about: what is unknown or waits for its capture, what
   * is pending for long, and what has ended a short while ago. They are marked as asked, so that nobody else asks.
   */
  async takeDue(provider: string, limit: number): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `UPDATE payment SET checked_at = clock_timestamp() WHERE id IN (
         SELECT p.id FROM payment p WHERE p.provider = $1 AND (
           p.state IN ('unknown', 'authorised')
             AND (p.checked_at IS NULL OR p.checked_at < clock_timestamp() - ${pause('coalesce(p.unknown_since, p.created_at)')})
           OR p.state = 'pending' AND p.created_at < clock_timestamp() - ${patience}
             AND (p.checked_at IS NULL OR p.checked_at < clock_timestamp() - ${pause('p.created_at')})
           OR p.state = 'expired' AND p.settled_at > clock_timestamp() - ${aftermath}
             AND (p.checked_at IS NULL OR p.checked_at < p.settled_at
               OR p.checked_at < clock_timestamp() - greatest(interval '2 seconds', p.checked_at - p.settled_at)))
         ORDER BY p.state <> 'unknown', p.checked_at NULLS FIRST LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [provider, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** False when this webhook was acted upon before. */
  async rememberWebhook(client: Queryable, provider: string, messageId: string): Promise<boolean> {
    const { rowCount } = await client.query(
      prepared('INSERT INTO payment_webhook (provider, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING'),
      [provider, messageId],
    );
    return rowCount === 1;
  }
}

export type NewPayment = Pick<PaymentRecord, 'id' | 'orderId' | 'provider' | 'attempt' | 'amount' | 'holdIds'>;

const recordOf = ({ amount, captured, refunded, currency, createdAt, ...row }: Row): PaymentRecord => ({
  ...row,
  amount: { amount: Number(amount), currency },
  captured: { amount: Number(captured), currency },
  refunded: { amount: Number(refunded), currency },
  createdAt: createdAt.toISOString(),
});
