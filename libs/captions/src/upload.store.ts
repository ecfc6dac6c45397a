import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { DomainError } from '#libs/contracts';
import type { CaptionSegment } from './caption-segment.js';
import type { CaptionPromise } from './captions.store.js';

export type UploadedCue = { id: string; t0: number; t1: number; text: string; line: number };
type Known = Pick<CaptionSegment, 'id' | 'text'> & { state: string };

/** How long after their deadline somebody looks whether finals have reached everybody. */
const dueAfter = `interval '1 second'`;

/** SQL of transcripts that come as a whole. */
@Injectable()
export class UploadStore {
  constructor(private readonly database: Database) {}

  /**
   * Writes the cues that the session does not have yet, numbered in their order without gaps.
   *
   * @throws DomainError `caption.segment-closed` when a cue that is known says something else now
   */
  add(
    sessionId: string,
    lang: string,
    cues: readonly UploadedCue[],
    { targets, deadlineAt }: CaptionPromise,
  ): Promise<CaptionSegment[]> {
    return this.database.transaction(async (client) => {
      // the same file that comes twice at once waits here
      await client.query('SELECT FROM session WHERE id = $1 FOR UPDATE', [sessionId]);
      const { rows: known } = await client.query<Known>(
        'SELECT id, text, state FROM caption_segment WHERE id = ANY($1::uuid[])',
        [cues.map(({ id }) => id)],
      );
      const knownById = new Map(known.map((segment) => [segment.id, segment]));
      const changed = cues.find(({ id, text }) => isChanged(knownById.get(id), text));
      if (changed !== undefined)
        throw new DomainError(
          'caption.segment-closed',
          `Line ${changed.line} was uploaded with another text before: it changes only by a correction.`,
        );
      const fresh = cues.filter(({ id }) => !knownById.has(id));
      const { rows } = await client.query<CaptionSegment>(
        `WITH numbered AS (
           UPDATE session SET segment_seq = segment_seq + $8 WHERE id = $1 RETURNING segment_seq - $8 AS before)
         INSERT INTO caption_segment
           (id, session_id, n, lang, rev, state, text, t0, t1, targets, final_at, deadline_at, due_at)
         SELECT cue.id, $1, before + cue.at, $2, 1, 'final', cue.text, cue.t0, cue.t1, $7, now(), $9,
           $9::timestamptz + ${dueAfter}
         FROM numbered, unnest($3::uuid[], $4::int[], $5::int[], $6::text[]) WITH ORDINALITY AS cue (id, t0, t1, text, at)
         ORDER BY cue.at
         RETURNING id, session_id AS "sessionId", n, lang, rev, state, text, engine, t0, t1`,
        [
          sessionId,
          lang,
          fresh.map(({ id }) => id),
          fresh.map(({ t0 }) => t0),
          fresh.map(({ t1 }) => t1),
          fresh.map(({ text }) => text),
          targets,
          fresh.length,
          new Date(deadlineAt),
        ],
      );
      return rows.toSorted((a, b) => a.n - b.n);
    });
  }
}

/** What a person corrected or took back since stays as they left it. */
const isChanged = (known: Known | undefined, text: string): boolean =>
  known !== undefined && known.state === 'final' && known.text !== text;
