import { Injectable } from '@nestjs/common';
import type { StatementLine } from '#libs/contracts';
import { Database } from '#libs/database';
import { ledgerAccounts } from './ledger.js';

export type StatementRow = StatementLine & { currency: string };
export type Balance = { currency: string; amount: number };

/** What the books say of one exporter, positive in its favour. */
@Injectable()
export class StatementStore {
  constructor(private readonly database: Database) {}

  async balancesBefore(exporterId: string, before: Date): Promise<Balance[]> {
    const { rows } = await this.database.pool.query<{ currency: string; amount: string }>(
      'SELECT currency, -sum(amount) AS amount FROM ledger_entry WHERE account = $1 AND at < $2 GROUP BY currency',
      [ledgerAccounts.exporter(exporterId), before],
    );
    return rows.map(({ currency, amount }) => ({ currency, amount: Number(amount) }));
  }

  /** Oldest first. What a movement was is told by the account on its other side. */
  async lines(exporterId: string, from: Date, to: Date): Promise<StatementRow[]> {
    const { rows } = await this.database.pool.query<Omit<StatementRow, 'amount' | 'at'> & { amount: string; at: Date }>(
      `SELECT mine.at, mine.order_id AS "orderId", o.number AS "orderNumber", mine.currency, -mine.amount AS amount,
         CASE WHEN other.account = $4 THEN 'platform-fee' WHEN other.account LIKE 'fees:%' THEN 'provider-fee'
           WHEN mine.amount < 0 THEN 'sale' ELSE 'refund' END AS kind
       FROM ledger_entry mine JOIN sale_order o ON o.id = mine.order_id
         JOIN ledger_entry other ON other.transfer_id = mine.transfer_id AND other.id <> mine.id
       WHERE mine.account = $1 AND mine.at >= $2 AND mine.at < $3 ORDER BY mine.id`,
      [ledgerAccounts.exporter(exporterId), from, to, ledgerAccounts.platformFees],
    );
    return rows.map(({ at, amount, ...row }) => ({ ...row, at: at.toISOString(), amount: Number(amount) }));
  }
}
