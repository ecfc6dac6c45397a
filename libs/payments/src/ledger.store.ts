import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { LedgerEntry } from '#libs/contracts';
import { Database, type Queryable, prepared } from '#libs/database';
import type { Transfer } from './ledger.js';

/** All SQL of the ledger. It only grows: PostgreSQL refuses to change an entry, and a transfer that does not balance. */
@Injectable()
export class LedgerStore {
  constructor(private readonly database: Database) {}

  /** Writes the transfers beside the state that they tell of; call it inside that state's transaction. */
  async record(client: Queryable, transfers: readonly Transfer[]): Promise<void> {
    const entries = transfers.flatMap(({ transferId, orderId, sides }) =>
      sides.map((side) => ({ id: uuidv7(), transferId, orderId, ...side })),
    );
    await client.query(
      prepared(`INSERT INTO ledger_entry (id, transfer_id, order_id, account, amount, currency)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[])`),
      [
        entries.map(({ id }) => id),
        entries.map(({ transferId }) => transferId),
        entries.map(({ orderId }) => orderId),
        entries.map(({ account }) => account),
        entries.map(({ amount }) => amount),
        entries.map(({ currency }) => currency),
      ],
    );
  }

  /** What was ever credited to an account for an order, and what was debited again, in minor units. */
  async sumsOf(client: Queryable, orderId: string, account: string): Promise<{ credited: number; debited: number }> {
    const { rows } = await client.query<{ credited: string; debited: string }>(
      `SELECT coalesce(-sum(amount) FILTER (WHERE amount < 0), 0) AS credited,
         coalesce(sum(amount) FILTER (WHERE amount > 0), 0) AS debited
       FROM ledger_entry WHERE order_id = $1 AND account = $2`,
      [orderId, account],
    );
    return { credited: Number(rows[0]?.credited ?? 0), debited: Number(rows[0]?.debited ?? 0) };
  }

  /** Oldest first. */
  async ofOrder(orderId: string): Promise<LedgerEntry[]> {
    const rows = await this.database.prisma.ledgerEntry.findMany({ where: { orderId }, orderBy: { id: 'asc' } });
    return rows.map(({ transferId, account, amount, currency, at }) => ({
      transferId,
      account,
      amount: Number(amount),
      currency,
      orderId,
      at: at.toISOString(),
    }));
  }
}
