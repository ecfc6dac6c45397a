import { Injectable } from '@nestjs/common';
import type { PaymentState } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';
import { statesBefore } from '#libs/platform';
import { paymentLifecycle } from './payment-lifecycle.js';
import type { PaymentRecord } from './payment.js';

type Row = Omit<PaymentRecord, 'amount' | 'createdAt'> & { amount: string; currency: string; createdAt: Date };

const select = `SELECT p.id, p.order_id AS "orderId", o.buyer_id AS "buyerId", p.provider, p.attempt, p.state,
    p.amount, p.currency, p.created_at AS "createdAt"
  FROM payment p JOIN sale_order o ON o.id = p.order_id`;

/** All SQL of payments. What changes one runs inside a transaction that has locked its order. */
@Injectable()
export class PaymentsStore {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<PaymentRecord | null> {
    const { rows } = await this.database.pool.query<Row>(`${select} WHERE p.id = $1`, [id]);
    return rows[0] ? recordOf(rows[0]) : null;
  }

  /** The payments of some orders, first attempt first. */
  async ofOrders(client: Queryable, orderIds: readonly string[]): Promise<PaymentRecord[]> {
    const { rows } = await client.query<Row>(`${select} WHERE p.order_id = ANY($1::uuid[]) ORDER BY p.attempt`, [
      orderIds,
    ]);
    return rows.map(recordOf);
  }

  async insert(client: Queryable, { id, orderId, provider, attempt, amount }: NewPayment): Promise<void> {
    await client.query(
      `INSERT INTO payment (id, order_id, provider, attempt, state, amount, currency)
       VALUES ($1, $2, $3, $4, 'pending', $5, $6)`,
      [id, orderId, provider, attempt, amount.amount, amount.currency],
    );
  }

  /** @throws Error when the lifecycle has no such move from the state it is in: the caller did not look, or did not lock */
  async move(client: Queryable, id: string, to: PaymentState): Promise<void> {
    const { rowCount } = await client.query(
      'UPDATE payment SET state = $2, settled_at = clock_timestamp() WHERE id = $1 AND state = ANY($3::text[])',
      [id, to, statesBefore(paymentLifecycle, to)],
    );
    if (rowCount !== 1) throw new Error('a payment can not move to this state');
  }

  /** False when this webhook was acted upon before. */
  async rememberWebhook(client: Queryable, provider: string, messageId: string): Promise<boolean> {
    const { rowCount } = await client.query(
      'INSERT INTO payment_webhook (provider, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [provider, messageId],
    );
    return rowCount === 1;
  }
}

export type NewPayment = Pick<PaymentRecord, 'id' | 'orderId' | 'provider' | 'attempt' | 'amount'>;

const recordOf = ({ amount, currency, createdAt, ...row }: Row): PaymentRecord => ({
  ...row,
  amount: { amount: Number(amount), currency },
  createdAt: createdAt.toISOString(),
});
