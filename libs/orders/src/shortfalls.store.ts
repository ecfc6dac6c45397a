import { Injectable } from '@nestjs/common';
import type { Shortfall } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';

type Row = Omit<Shortfall, 'at' | 'settledAt'> & { at: Date; settledAt: Date | null };
/** Units of one order that are held or bought, the latest claim first. */
export type Commitment = { orderId: string; qty: number };

const columns = 'id, variant_id AS "variantId", units, order_ids AS "orderIds", reason, at, settled_at AS "settledAt"';

/** All SQL of shortfalls. */
@Injectable()
export class ShortfallsStore {
  constructor(private readonly database: Database) {}

  /** What is promised of a variant whose stock row is locked. */
  async commitments(client: Queryable, variantId: string): Promise<Commitment[]> {
    const { rows } = await client.query<Commitment>(
      `SELECT order_id AS "orderId", sum(qty)::int AS qty FROM hold
       WHERE variant_id = $1 AND (state = 'CONFIRMED' OR (reserved AND state IN ('HELD', 'PAYING')))
       GROUP BY order_id ORDER BY max(id::text) DESC`,
      [variantId],
    );
    return rows;
  }

  /** No unit is free any more; the CHECK on the table allows no less. */
  async leaveNothingFree(client: Queryable, variantId: string): Promise<void> {
    await client.query('UPDATE stock SET on_hand = held + sold WHERE variant_id = $1', [variantId]);
  }

  async insert(
    client: Queryable,
    shortfall: Pick<Shortfall, 'id' | 'variantId' | 'units' | 'orderIds' | 'reason'>,
  ): Promise<Shortfall> {
    const { id, variantId, units, orderIds, reason } = shortfall;
    const { rows } = await client.query<Row>(
      `INSERT INTO shortfall (id, variant_id, units, order_ids, reason) VALUES ($1, $2, $3, $4, $5)
       RETURNING ${columns}`,
      [id, variantId, units, orderIds, reason],
    );
    return shortfallOf(rows[0] as Row);
  }

  /** Latest first. */
  async ofVariant(variantId: string): Promise<Shortfall[]> {
    const { rows } = await this.database.pool.query<Row>(
      `SELECT ${columns} FROM shortfall WHERE variant_id = $1 ORDER BY id DESC`,
      [variantId],
    );
    return rows.map(shortfallOf);
  }
}

const shortfallOf = ({ at, settledAt, ...row }: Row): Shortfall => ({
  ...row,
  at: at.toISOString(),
  settledAt: settledAt?.toISOString() ?? null,
});
