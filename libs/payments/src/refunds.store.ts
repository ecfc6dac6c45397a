import { Injectable } from '@nestjs/common';
import type { Refund } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';

/** A refund with what its provider is told of it. `key` is stable for the refund. */
export type RefundRecord = Refund & { key: string; reference: string | null };

type Row = Omit<RefundRecord, 'amount' | 'createdAt' | 'doneAt'> & {
  amount: string;
  currency: string;
  createdAt: Date;
  doneAt: Date | null;
};

const select = `SELECT r.id, r.order_id AS "orderId", r.payment_id AS "paymentId", r.amount, r.currency, r.state, r.reason,
    r.key, r.reference, r.created_at AS "createdAt", r.done_at AS "doneAt" FROM refund r`;

/** All SQL of refunds. What changes one runs inside a transaction that has locked its order. */
@Injectable()
export class RefundsStore {
  constructor(private readonly database: Database) {}

  async find(id: string, client: Queryable = this.database.pool): Promise<RefundRecord | null> {
    const { rows } = await client.query<Row>(`${select} WHERE r.id = $1`, [id]);
    return rows[0] ? recordOf(rows[0]) : null;
  }

  /** Oldest first. */
  async ofOrder(orderId: string, client: Queryable = this.database.pool): Promise<RefundRecord[]> {
    const { rows } = await client.query<Row>(`${select} WHERE r.order_id = $1 ORDER BY r.id`, [orderId]);
    return rows.map(recordOf);
  }

  async findByKey(client: Queryable, key: string): Promise<RefundRecord | null> {
    const { rows } = await client.query<Row>(`${select} WHERE r.key = $1`, [key]);
    return rows[0] ? recordOf(rows[0]) : null;
  }

  async insert(client: Queryable, refund: NewRefund): Promise<void> {
    const { id, orderId, paymentId, amount, reason, key } = refund;
    await client.query(
      `INSERT INTO refund (id, order_id, payment_id, amount, currency, reason, key) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, orderId, paymentId, amount.amount, amount.currency, reason, key],
    );
  }

  /** False when it had ended before. */
  async end(client: Queryable, id: string, state: 'done' | 'failed'): Promise<boolean> {
    const { rowCount } = await client.query(
      `UPDATE refund SET state = $2, done_at = CASE WHEN $2 = 'done' THEN clock_timestamp() END
       WHERE id = $1 AND state = 'pending'`,
      [id, state],
    );
    return rowCount === 1;
  }

  async name(id: string, reference: string): Promise<void> {
    await this.database.pool.query('UPDATE refund SET reference = $2 WHERE id = $1', [id, reference]);
  }

  /** Pending refunds that it is time to ask about again; they are marked as asked, so that nobody else asks. */
  async takeDue(providers: readonly string[], limit: number): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `UPDATE refund SET checked_at = clock_timestamp() WHERE id IN (
         SELECT r.id FROM refund r JOIN payment p ON p.id = r.payment_id
         WHERE r.state = 'pending' AND p.provider = ANY($1::text[])
           AND coalesce(r.checked_at, r.created_at) < clock_timestamp()
             - greatest(interval '5 seconds', least(interval '10 minutes', coalesce(r.checked_at, r.created_at) - r.created_at))
         ORDER BY r.created_at LIMIT $2 FOR UPDATE OF r SKIP LOCKED)
       RETURNING id`,
      [providers, limit],
    );
    return rows.map(({ id }) => id);
  }
}

export type NewRefund = Pick<RefundRecord, 'id' | 'orderId' | 'paymentId' | 'amount' | 'reason' | 'key'>;

const recordOf = ({ amount, currency, createdAt, doneAt, ...row }: Row): RefundRecord => ({
  ...row,
  amount: { amount: Number(amount), currency },
  createdAt: createdAt.toISOString(),
  doneAt: doneAt?.toISOString() ?? null,
});

/** A refund as those see it who may. */
export const refundView = ({ key: _key, reference: _reference, ...refund }: RefundRecord): Refund => refund;
