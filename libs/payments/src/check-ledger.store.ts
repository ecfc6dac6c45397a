import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';

/** As many as are named; one is enough for an alarm. */
const named = 100;

/** The questions whose answer should be "none". `since` leaves out what was settled before that was asked already. */
@Injectable()
export class CheckLedgerStore {
  constructor(private readonly database: Database) {}

  async transfers(since: Date | null): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: string }>(
      'SELECT count(DISTINCT transfer_id) AS count FROM ledger_entry WHERE $1::timestamptz IS NULL OR at >= $1',
      [since],
    );
    return Number(rows[0]?.count ?? 0);
  }

  async unbalanced(since: Date | null): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT transfer_id AS id FROM ledger_entry WHERE $1::timestamptz IS NULL OR at >= $1
       GROUP BY transfer_id, currency HAVING sum(amount) <> 0 ORDER BY transfer_id LIMIT ${named}`,
      [since],
    );
    return rows.map(({ id }) => id);
  }

  /** Orders for which the providers' accounts hold something else than was captured and not refunded. */
  async differing(since: Date | null): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `WITH payments AS (
         SELECT order_id, currency, 'provider:' || provider AS account, sum(captured_amount - refunded_amount) AS amount
         FROM payment WHERE $1::timestamptz IS NULL OR order_id IN (SELECT order_id FROM payment WHERE settled_at >= $1)
         GROUP BY order_id, currency, provider
       ), books AS (
         SELECT order_id, currency, account, sum(amount) AS amount FROM ledger_entry
         WHERE account LIKE 'provider:%'
           AND ($1::timestamptz IS NULL OR order_id IN (SELECT order_id FROM payment WHERE settled_at >= $1))
         GROUP BY order_id, currency, account
       )
       SELECT DISTINCT coalesce(payments.order_id, books.order_id) AS id
       FROM payments FULL JOIN books USING (order_id, currency, account)
       WHERE coalesce(payments.amount, 0) <> coalesce(books.amount, 0)
       ORDER BY id LIMIT ${named}`,
      [since],
    );
    return rows.map(({ id }) => id);
  }
}
