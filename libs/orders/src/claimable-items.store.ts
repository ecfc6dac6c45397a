import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';

/** A variant as people may call it: `name` in the exporter's language, `names` by language tag. */
export type ClaimableVariant = { id: string; name: string; names: Record<string, string> };
/** An item of a line-up as the claim grammar needs it. `maxPerBuyer` is null while no offer of it is open. */
export type ClaimableItem = { code: string; titles: string; variants: ClaimableVariant[]; maxPerBuyer: number | null };

/** `words`: the session's own for "I buy it". */
export type ClaimVocabulary = { words: string[]; items: ClaimableItem[] };

/** What can be named in the chat of a session. One light statement: it runs while people write. */
@Injectable()
export class ClaimableItemsStore {
  constructor(private readonly database: Database) {}

  async of(sessionId: string): Promise<ClaimVocabulary> {
    const { rows } = await this.database.pool.query<ClaimableItem & { words: string[] }>({
      name: 'claimable-items',
      text: `SELECT session.claim_words AS words, item.code, offer.max_per_buyer AS "maxPerBuyer",
          coalesce((SELECT string_agg(title, ' ') FROM listing_text WHERE listing_id = item.listing_id), '') AS titles,
          (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name, 'names', names) ORDER BY position, id), '[]')
           FROM variant WHERE listing_id = item.listing_id) AS variants
        FROM session JOIN line_up_item item ON item.session_id = session.id LEFT JOIN offer ON offer.session_id = item.session_id AND offer.code = item.code
          AND offer.closed_at IS NULL
        WHERE session.id = $1 ORDER BY item.position, item.code`,
      values: [sessionId],
    });
    return { words: rows[0]?.words ?? [], items: rows.map(({ words: _words, ...item }) => item) };
  }
}
