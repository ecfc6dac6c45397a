import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { LedgerEntry } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';
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
      `INSERT INTO ledger_entry (id, transfer_id, order_id, account, amount, currency)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[])`,
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
