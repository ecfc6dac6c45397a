import { Injectable } from '@nestjs/common';
import type { Offer, OpenOffer } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';
import type { Commitment } from './draw.js';

type Row = Omit<Offer, 'openedAt' | 'closedAt'> & { openedAt: Date; closedAt: Date | null };

/** The seed is told only when the draw is made. */
const columns = `id, session_id AS "sessionId", code, listing_id AS "listingId", max_per_buyer AS "maxPerBuyer",
  hold_seconds AS "holdSeconds", mode, window_seconds AS "windowSeconds", total_limit AS "totalLimit",
  seed_hash AS "seedHash", log_head AS "logHead", CASE WHEN drawn_at IS NOT NULL THEN seed END AS seed,
  opened_at AS "openedAt", closed_at AS "closedAt"`;

/** All SQL of offers. */
@Injectable()
export class OffersStore {
  constructor(private readonly database: Database) {}

  /** Offers, the line-up and claims of one session change one after the other. */
  async lockSession(client: Queryable, sessionId: string): Promise<void> {
    await client.query('SELECT FROM session WHERE id = $1 FOR NO KEY UPDATE', [sessionId]);
  }

  /** Null when the line-up has no such code. `commitment` for a FAIR_WINDOW. */
  async insert(
    client: Queryable,
    id: string,
    sessionId: string,
    { code, maxPerBuyer, holdSeconds, mode, windowSeconds, totalLimit }: OpenOffer,
    commitment?: Commitment,
  ): Promise<Offer | null> {
    const { rows } = await client.query<Row>(
      `INSERT INTO offer (id, session_id, code, listing_id, max_per_buyer, hold_seconds, mode, window_seconds,
         total_limit, seed, seed_hash)
       SELECT $1, session_id, code, listing_id, $4, $5, $6, $7, $8, $9, $10
       FROM line_up_item WHERE session_id = $2 AND code = $3 RETURNING ${columns}`,
      [
        id,
        sessionId,
        code,
        maxPerBuyer,
        holdSeconds,
        mode,
        windowSeconds,
        totalLimit,
        commitment?.seed,
        commitment?.seedHash,
      ],
    );
    return rows[0] ? offerOf(rows[0]) : null;
  }

  /** Null when it is closed already. */
  async close(client: Queryable, id: string): Promise<Offer | null> {
    const { rows } = await client.query<Row>(
      `UPDATE offer SET closed_at = clock_timestamp() WHERE id = $1 AND closed_at IS NULL RETURNING ${columns}`,
      [id],
    );
    return rows[0] ? offerOf(rows[0]) : null;
  }

  async find(id: string): Promise<Offer | null> {
    const { rows } = await this.database.pool.query<Row>(`SELECT ${columns} FROM offer WHERE id = $1`, [id]);
    return rows[0] ? offerOf(rows[0]) : null;
  }

  async openIn(sessionId: string, queryable: Queryable = this.database.pool): Promise<Offer[]> {
    const { rows } = await queryable.query<Row>(
      `SELECT ${columns} FROM offer WHERE session_id = $1 AND closed_at IS NULL ORDER BY id`,
      [sessionId],
    );
    return rows.map(offerOf);
  }

  /** Offers whose window is over and that wait for the next step of their draw. */
  async dueForDraw(): Promise<{ id: string; sessionId: string }[]> {
    const { rows } = await this.database.pool.query<{ id: string; sessionId: string }>(
      `SELECT id, session_id AS "sessionId" FROM offer WHERE mode = 'FAIR_WINDOW' AND drawn_at IS NULL
         AND opened_at + make_interval(secs => window_seconds) <= clock_timestamp()`,
    );
    return rows;
  }

  /** Ends the window: the claim log's head is told before the seed. Null when that was done before. */
  async closeWindow(client: Queryable, id: string): Promise<Offer | null> {
    const { rows } = await client.query<Row>(
      `UPDATE offer SET log_head = (SELECT claim_head FROM session WHERE session.id = offer.session_id)
       WHERE id = $1 AND log_head IS NULL RETURNING ${columns}`,
      [id],
    );
    return rows[0] ? offerOf(rows[0]) : null;
  }

  /** What a draw needs; null when it was made already. */
  async secretOf(client: Queryable, id: string): Promise<{ seed: string; logHead: string } | null> {
    const { rows } = await client.query<{ seed: string; logHead: string }>(
      'SELECT seed, log_head AS "logHead" FROM offer WHERE id = $1 AND log_head IS NOT NULL AND drawn_at IS NULL',
      [id],
    );
    return rows[0] ?? null;
  }

  async markDrawn(client: Queryable, id: string): Promise<Offer> {
    const { rows } = await client.query<Row>(
      `UPDATE offer SET drawn_at = clock_timestamp() WHERE id = $1 RETURNING ${columns}`,
      [id],
    );
    return offerOf(rows[0] as Row);
  }
}

const offerOf = ({ openedAt, closedAt, ...row }: Row): Offer => ({
  ...row,
  logHead: row.logHead === '' ? null : row.logHead,
  openedAt: openedAt.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
});
