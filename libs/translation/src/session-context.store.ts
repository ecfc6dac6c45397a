import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';

/** How many sessions' contexts are remembered: the languages of one sentence ask for the same at the same time. */
const mostRemembered = 200;

/** What an engine should know of a session to translate its next sentence. */
@Injectable()
export class SessionContextStore {
  readonly #remembered = new Map<string, Promise<string[]>>();

  constructor(private readonly database: Database) {}

  /** The session's title, the product that is shown, and the last two finals before segment `n`, oldest first. */
  before(sessionId: string, n: number, lang: string): Promise<string[]> {
    const key = `${sessionId} ${n} ${lang}`;
    const known = this.#remembered.get(key);
    if (known !== undefined) return known;
    const read = this.#read(sessionId, n, lang);
    this.#remembered.set(key, read);
    read.catch(() => this.#remembered.delete(key));
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= mostRemembered) break;
      this.#remembered.delete(oldest);
    }
    return read;
  }

  async #read(sessionId: string, n: number, lang: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ title: string; product: string | null; said: string[] }>(
      `SELECT session.title,
         (SELECT text.title FROM line_up_item AS item
          JOIN listing_text AS text ON text.listing_id = item.listing_id AND text.lang = $3
          WHERE item.session_id = session.id AND item.code = session.pinned_code) AS product,
         ARRAY(SELECT text FROM (
           SELECT n, text FROM caption_segment
           WHERE session_id = session.id AND n < $2 AND lang = $3 AND state IN ('final', 'corrected')
           ORDER BY n DESC LIMIT 2) AS last ORDER BY n) AS said
       FROM session WHERE id = $1`,
      [sessionId, Math.min(n, 2 ** 31 - 1), lang],
    );
    return rows.flatMap(({ title, product, said }) => [title, ...(product === null ? [] : [product]), ...said]);
  }
}
