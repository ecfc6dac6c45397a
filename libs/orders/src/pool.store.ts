import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '#libs/database';

/** A place in the line that takes part in a draw: `seq` and `hash` are those of the claim that it began with. */
export type PoolEntry = { id: string; seq: number; position: number; hash: string };

type Row = Omit<PoolEntry, 'seq' | 'position'> & { seq: string; position: string };

/** All SQL of draws. */
@Injectable()
export class PoolStore {
  constructor(private readonly database: Database) {}

  /** Who waits since the window of the offer. */
  async of(client: Queryable, offerId: string): Promise<PoolEntry[]> {
    const { rows } = await client.query<Row>(
      `SELECT w.id, w.claim_seq AS position, c.seq, c.hash FROM waitlist_entry w JOIN offer f ON f.id = w.offer_id
       CROSS JOIN LATERAL (SELECT claim_seq AS seq, hash FROM claim
         WHERE claim.session_id = w.session_id AND claim.buyer_id = w.buyer_id AND waitlist_id = w.id
         ORDER BY claim_seq LIMIT 1) c
       WHERE w.offer_id = $1 AND w.state = 'WAITING'
         AND w.created_at < f.opened_at + make_interval(secs => f.window_seconds)
       ORDER BY c.seq`,
      [offerId],
    );
    return rows.map(({ seq, position, ...row }) => ({ ...row, seq: Number(seq), position: Number(position) }));
  }

  /** Gives the drawn entries the positions that they had together, in the order drawn; all began to wait at once. */
  async reorder(client: Queryable, drawn: readonly PoolEntry[]): Promise<void> {
    const positions = drawn.map(({ position }) => position).sort((a, b) => a - b);
    await client.query(
      `UPDATE waitlist_entry w SET claim_seq = drawn.position, created_at = f.opened_at
       FROM unnest($1::uuid[], $2::bigint[]) AS drawn (id, position), offer f
       WHERE w.id = drawn.id AND f.id = w.offer_id`,
      [drawn.map(({ id }) => id), positions],
    );
  }

  async variantsOf(offerId: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT DISTINCT variant_id AS id FROM waitlist_entry WHERE offer_id = $1 AND state = 'WAITING'`,
      [offerId],
    );
    return rows.map(({ id }) => id);
  }

  /** The claim numbers of a draw that was made, in the order drawn. */
  async drawnSeqs(offerId: string): Promise<number[]> {
    const { rows } = await this.database.pool.query<{ seq: string }>(
      `SELECT c.seq FROM waitlist_entry w JOIN offer f ON f.id = w.offer_id
       CROSS JOIN LATERAL (SELECT min(claim_seq) AS seq FROM claim
         WHERE claim.session_id = w.session_id AND claim.buyer_id = w.buyer_id AND waitlist_id = w.id) c
       WHERE w.offer_id = $1 AND f.drawn_at IS NOT NULL AND w.created_at = f.opened_at ORDER BY w.claim_seq`,
      [offerId],
    );
    return rows.map(({ seq }) => Number(seq));
  }
}
