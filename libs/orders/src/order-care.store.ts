import { Injectable } from '@nestjs/common';
import type { Shipping, Tracking } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';

/** All SQL of where orders go and how far they are. What changes one runs inside a transaction that has locked it. */
@Injectable()
export class OrderCareStore {
  constructor(private readonly database: Database) {}

  async putShipping(client: Queryable, orderId: string, { note, ...shipping }: Shipping): Promise<void> {
    await client.query('UPDATE sale_order SET shipping = $2, note = $3 WHERE id = $1', [
      orderId,
      JSON.stringify(shipping),
      note ?? null,
    ]);
  }

  async shipping(orderId: string): Promise<Shipping | null> {
    const { rows } = await this.database.pool.query<{ shipping: Shipping | null; note: string | null }>(
      'SELECT shipping, note FROM sale_order WHERE id = $1',
      [orderId],
    );
    const [row] = rows;
    if (!row?.shipping) return null;
    return row.note === null ? row.shipping : { ...row.shipping, note: row.note };
  }

  /** Where the goods go, ISO 3166-1; null while nobody has said. */
  async destination(client: Queryable, orderId: string): Promise<string | null> {
    const { rows } = await client.query<{ country: string | null }>(
      `SELECT shipping ->> 'country' AS country FROM sale_order WHERE id = $1`,
      [orderId],
    );
    return rows[0]?.country ?? null;
  }

  /** What arrived was sent. Said again, the first time stays. */
  async mark(client: Queryable, orderId: string, as: 'shipped' | 'delivered'): Promise<void> {
    await client.query(
      `UPDATE sale_order SET shipped_at = coalesce(shipped_at, clock_timestamp()),
         delivered_at = CASE WHEN $2 = 'delivered' THEN coalesce(delivered_at, clock_timestamp()) ELSE delivered_at END
       WHERE id = $1`,
      [orderId, as],
    );
  }

  /** False when it was known. */
  async track(client: Queryable, orderId: string, tracking: Tracking): Promise<boolean> {
    const { rowCount } = await client.query(
      'UPDATE sale_order SET tracking = $2 WHERE id = $1 AND tracking IS DISTINCT FROM $2',
      [orderId, tracking],
    );
    return rowCount === 1;
  }
}
