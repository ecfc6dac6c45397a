import { Injectable } from '@nestjs/common';
import type { Caption, SpokenText } from '#libs/contracts';
import { Database } from '#libs/database';

type Row = Omit<Caption, 'type' | 'stable'>;
/** The last so many, and of the others what is newer than `since`; none is older than the last `most`. */
export type Reach = { last: number; since: Date | undefined; most: number };

/** SQL of what a session's readers of one language have been told of what was said, as it stands now. */
@Injectable()
export class RecalledCaptionsStore {
  constructor(private readonly database: Database) {}

  /** Of these segments, in any order; what was taken back is not among them. */
  async spoken(sessionId: string, segments: readonly string[]): Promise<SpokenText[]> {
    const { rows } = await this.database.pool.query<SpokenText>(
      `SELECT id AS segment, lang, rev, text FROM caption_segment
       WHERE session_id = $1 AND id = ANY($2::uuid[]) AND state <> 'retracted'`,
      [sessionId, segments],
    );
    return rows;
  }

  /**
   * In the order they were spoken. What was taken back is among them, without its text: who has it on the screen must
   * hear of it. When a source was corrected is not known, so that every correction counts as new.
   */
  async recent(sessionId: string, lang: string, { last, since, most }: Reach): Promise<Row[]> {
    const { rows } = await this.database.pool.query<Row>(
      `SELECT segment, n, lang, "from", rev, "sourceRev", state, text, t0, t1, engine, machine, flags, "lagMs" FROM (
         SELECT s.id AS segment, s.n, $2::text AS lang, s.lang AS "from", s.t0, s.t1,
           coalesce(t.rev, s.rev) AS rev, coalesce(t.source_rev, s.rev) AS "sourceRev",
           coalesce(t.state, s.state) AS state, coalesce(t.text, s.text) AS text,
           coalesce(t.engine, s.engine) AS engine, coalesce(t.machine, s.engine <> 'source') AS machine,
           coalesce(t.flags, '{}') AS flags, coalesce(t.lag_ms, 0) AS "lagMs",
           row_number() OVER (ORDER BY s.n DESC) <= $3
             OR coalesce(t.at, s.final_at) >= $4 OR t.at IS NULL AND s.state <> 'final' AS wanted
         FROM (SELECT * FROM caption_segment WHERE session_id = $1 AND state <> 'partial' ORDER BY n DESC LIMIT $5) AS s
         LEFT JOIN caption_text AS t ON t.segment_id = s.id AND t.lang = $2
         WHERE s.lang = $2 OR t.lang IS NOT NULL
       ) AS told WHERE wanted ORDER BY n`,
      [sessionId, lang, last, since, most],
    );
    return rows;
  }
}
