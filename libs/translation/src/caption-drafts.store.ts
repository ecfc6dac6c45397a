import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { agreed, type Draft } from './local-agreement.js';

/** What an engine made of a segment at one revision, while it was being spoken. */
export type NewDraft = { segment: string; lang: string; sourceRev: number; output: string };

/** All SQL on what is made of segments that are still being spoken. */
@Injectable()
export class CaptionDraftsStore {
  constructor(private readonly database: Database) {}

  /** Which of these revisions is still what is being said, as segment ids. */
  async current(partials: readonly { segment: string; sourceRev: number }[]): Promise<Set<string>> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT id FROM unnest($1::uuid[], $2::int[]) AS said (segment, rev)
       JOIN caption_segment AS s ON s.id = said.segment AND s.rev = said.rev AND s.state = 'partial'`,
      [partials.map(({ segment }) => segment), partials.map(({ sourceRev }) => sourceRev)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * How much of it viewers may see now; `undefined` when that is no more than before, or a newer one was faster. The
   * row's lock puts workers in order.
   */
  async agree({ segment, lang, sourceRev, output }: NewDraft): Promise<string | undefined> {
    return this.database.transaction(async (client) => {
      const { rows: current } = await client.query(
        `SELECT FROM caption_segment WHERE id = $1 AND rev = $2 AND state = 'partial' FOR SHARE`,
        [segment, sourceRev],
      );
      if (current.length === 0) return undefined;
      const { rows } = await client.query<Draft & { sourceRev: number }>(
        `SELECT output, shown, source_rev AS "sourceRev" FROM caption_draft
         WHERE segment_id = $1 AND lang = $2 FOR UPDATE`,
        [segment, lang],
      );
      const [before] = rows;
      if (before !== undefined && before.sourceRev >= sourceRev) return undefined;
      const { shown } = agreed(before, output);
      await client.query(
        `INSERT INTO caption_draft (segment_id, lang, source_rev, output, shown) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (segment_id, lang) DO UPDATE SET source_rev = excluded.source_rev, output = excluded.output,
           shown = excluded.shown WHERE caption_draft.source_rev < excluded.source_rev`,
        [segment, lang, sourceRev, output, shown],
      );
      return shown === (before?.shown ?? '') ? undefined : shown;
    });
  }
}
