import { Injectable } from '@nestjs/common';
import type { CaptionChangeEvidence } from '#libs/contracts';
import { Database } from '#libs/database';

/** `messageId`: the chat message it came with; null when it came by button. */
export type ClaimRow = {
  seq: number;
  at: string;
  messageId: string | null;
  prevHash: string;
  hash: string;
  body: string;
};

/** What evidence needs of claims and captions that no feature tells anybody else. It writes nothing. */
@Injectable()
export class EvidenceStore {
  constructor(private readonly database: Database) {}

  /** The claims that the order's units were held by, or waited for, oldest first. */
  async claimsOf(orderId: string): Promise<ClaimRow[]> {
    const { rows } = await this.database.pool.query<Omit<ClaimRow, 'seq' | 'at'> & { seq: string; at: Date }>(
      `WITH units AS (SELECT id FROM hold WHERE order_id = $1)
       SELECT c.claim_seq AS seq, c.created_at AS at, c.prev_hash AS "prevHash", c.hash, c.body,
         substring(c.source_key FROM '^message:(.+)$') AS "messageId"
       FROM sale_order o JOIN claim c ON c.session_id = o.session_id AND c.buyer_id = o.buyer_id
       WHERE o.id = $1 AND (c.hold_id IN (SELECT id FROM units)
         OR c.waitlist_id IN (SELECT w.id FROM waitlist_entry w JOIN units ON units.id = w.hold_id))
       ORDER BY c.claim_seq`,
      [orderId],
    );
    return rows.map(({ seq, at, ...row }) => ({ ...row, seq: Number(seq), at: at.toISOString() }));
  }

  /** The offers that the order's units were sold by. */
  async offersOf(orderId: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      'SELECT DISTINCT offer_id AS id FROM hold WHERE order_id = $1 ORDER BY offer_id',
      [orderId],
    );
    return rows.map(({ id }) => id);
  }

  /** Who took what back stays with the house; what it said is a hash. */
  async changesOf(segments: readonly string[]): Promise<CaptionChangeEvidence[]> {
    const { rows } = await this.database.pool.query<Omit<CaptionChangeEvidence, 'at'> & { at: Date }>(
      `SELECT segment_id AS segment, lang, rev, kind, old_sha256 AS "oldSha256", at FROM caption_change
       WHERE segment_id = ANY($1::uuid[]) ORDER BY at, id`,
      [segments],
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  }
}
