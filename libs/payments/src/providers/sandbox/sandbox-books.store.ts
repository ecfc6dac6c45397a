import { Injectable } from '@nestjs/common';
import type { Money } from '#libs/contracts';
import { Database } from '#libs/database';
import type { PaymentNews } from '../../payment-provider.js';

/** All SQL of the sandbox's books. Until a payment is decided it has no row: the first entry counts. */
@Injectable()
export class SandboxBooksStore {
  constructor(private readonly database: Database) {}

  /** What the payment is now: what was entered first. */
  async enter(paymentId: string, state: PaymentNews, { amount, currency }: Money): Promise<PaymentNews> {
    const { rowCount } = await this.database.pool.query(
      `INSERT INTO sandbox_payment (id, state, amount, currency) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [paymentId, state, amount, currency],
    );
    return rowCount === 1 ? state : ((await this.find(paymentId)) ?? state);
  }

  async find(paymentId: string): Promise<PaymentNews | null> {
    const { rows } = await this.database.pool.query<{ state: PaymentNews }>(
      'SELECT state FROM sandbox_payment WHERE id = $1',
      [paymentId],
    );
    return rows[0]?.state ?? null;
  }

  /**
   * False when so much is not there to give back. One effect for each key. What came is not asked: a webhook that was
   * signed by hand tells of money that was never entered.
   */
  async refund(paymentId: string, key: string, amount: number): Promise<boolean> {
    return this.database.transaction(async (client) => {
      await client.query('SELECT FROM sandbox_payment WHERE id = $1 FOR UPDATE', [paymentId]);
      const { rowCount: known } = await client.query('SELECT FROM sandbox_refund WHERE key = $1', [key]);
      if (known === 1) return true;
      const { rowCount } = await client.query(
        `UPDATE sandbox_payment SET refunded = refunded + $2
         WHERE id = $1 AND amount - refunded >= $2`,
        [paymentId, amount],
      );
      if (rowCount !== 1) return false;
      await client.query('INSERT INTO sandbox_refund (key, payment_id, amount) VALUES ($1, $2, $3)', [
        key,
        paymentId,
        amount,
      ]);
      return true;
    });
  }
}
