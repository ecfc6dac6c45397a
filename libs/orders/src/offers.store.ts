import { Injectable } from '@nestjs/common';
import type { Offer, OpenOffer } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';

type Row = Omit<Offer, 'openedAt' | 'closedAt'> & { openedAt: Date; closedAt: Date | null };

const columns = `id, session_id AS "sessionId", code, listing_id AS "listingId", max_per_buyer AS "maxPerBuyer",
  hold_seconds AS "holdSeconds", opened_at AS "openedAt", closed_at AS "closedAt"`;

/** All SQL of offers. */
@Injectable()
export class OffersStore {
  constructor(private readonly database: Database) {}

  /** Offers, the line-up and claims of one session change one after the other. */
  async lockSession(client: Queryable, sessionId: string): Promise<void> {
    await client.query('SELECT FROM session WHERE id = $1 FOR NO KEY UPDATE', [sessionId]);
  }

  /** Null when the line-up has no such code. */
  async insert(
    client: Queryable,
    id: string,
    sessionId: string,
    { code, maxPerBuyer, holdSeconds }: OpenOffer,
  ): Promise<Offer | null> {
    const { rows } = await client.query<Row>(
      `INSERT INTO offer (id, session_id, code, listing_id, max_per_buyer, hold_seconds)
       SELECT $1, session_id, code, listing_id, $4, $5 FROM line_up_item WHERE session_id = $2 AND code = $3
       RETURNING ${columns}`,
      [id, sessionId, code, maxPerBuyer, holdSeconds],
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
}

const offerOf = ({ openedAt, closedAt, ...row }: Row): Offer => ({
  ...row,
  openedAt: openedAt.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
});
