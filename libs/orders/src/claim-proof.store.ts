import { Injectable } from '@nestjs/common';
import type { ClaimProofEntry } from '#libs/contracts';
import { Database } from '#libs/database';

type Row = Omit<ClaimProofEntry, 'seq'> & { seq: string };

/** All SQL of the public claim log. */
@Injectable()
export class ClaimProofStore {
  constructor(private readonly database: Database) {}

  /**
   * The session's entries from the first to the last claim of an offer, in order. Those of other offers come without
   * their body.
   */
  async entries(offerId: string, from: number, limit: number): Promise<ClaimProofEntry[]> {
    const { rows } = await this.database.pool.query<Row>(
      `WITH span AS (SELECT session_id, min(claim_seq) AS first, max(claim_seq) AS last FROM claim
         WHERE session_id = (SELECT session_id FROM offer WHERE id = $1) AND offer_id = $1 GROUP BY session_id)
       SELECT claim_seq AS seq, prev_hash AS "prevHash", hash, CASE WHEN offer_id = $1 THEN body END AS body
       FROM claim JOIN span USING (session_id) WHERE claim_seq BETWEEN greatest(first, $2) AND last
       ORDER BY claim_seq LIMIT $3`,
      [offerId, from, limit],
    );
    return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
  }
}
