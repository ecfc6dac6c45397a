import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Caption } from '#libs/contracts';
import type { Queryable } from '#libs/database';
import { type CaptionTranslation, charactersWithdrawn, HUMAN_ENGINE } from './caption-change.js';
import type { CaptionSegment } from './caption-segment.js';

/** Who changes a caption, and why. */
export type Editor = { accountId: string; reason: string };
/** A segment whose row is locked, so that corrections and results of translation wait for each other. */
export type LockedSegment = CaptionSegment & { msSinceFinal: number };

/** A corrected source, and the languages that it is owed to. */
export type Corrected = CaptionSegment & { targets: string[] };
type Changed = Pick<Caption, 'lang' | 'rev'> & { was: string };

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** All SQL of captions that people change after they are out. Everything runs in the caller's transaction. */
@Injectable()
export class CaptionChangesStore {
  async lockSegment(client: Queryable, sessionId: string, segment: string): Promise<LockedSegment | null> {
    const { rows } = await client.query<LockedSegment>(
      `SELECT id, session_id AS "sessionId", n, lang, rev, state, text, engine, t0, t1,
         coalesce(extract(epoch FROM now() - final_at) * 1000, 0)::bigint::int AS "msSinceFinal"
       FROM caption_segment WHERE id = $2 AND session_id = $1 FOR UPDATE`,
      [sessionId, segment],
    );
    return rows[0] ?? null;
  }

  async translation(client: Queryable, segment: string, lang: string): Promise<CaptionTranslation | null> {
    const { rows } = await client.query<CaptionTranslation>(
      `SELECT lang, rev, source_rev AS "sourceRev", text, lag_ms AS "lagMs"
       FROM caption_text WHERE segment_id = $1 AND lang = $2 FOR UPDATE`,
      [segment, lang],
    );
    return rows[0] ?? null;
  }

  /**
   * The source says something else from now on, which is owed to every language that it was told or promised in, until
   * the deadline (Unix milliseconds). A language that a person wrote is owed nothing.
   */
  async correctSource(client: Queryable, { id }: CaptionSegment, text: string, deadlineAt: number): Promise<Corrected> {
    const { rows } = await client.query<Corrected>(
      `UPDATE caption_segment AS s SET rev = rev + 1, state = 'corrected', text = $2, engine = 'source', deadline_at = $3,
         due_at = $3::timestamptz + interval '1 second', targets = ARRAY(
           SELECT lang FROM (
             SELECT lang, rank FROM unnest(s.targets) WITH ORDINALITY AS promised (lang, rank)
             UNION ALL SELECT lang, NULL FROM caption_text WHERE segment_id = $1
           ) AS owed
           WHERE lang NOT IN (SELECT lang FROM caption_text WHERE segment_id = $1 AND locked)
           GROUP BY lang ORDER BY min(rank))
       WHERE id = $1
       RETURNING id, session_id AS "sessionId", n, lang, rev, state, text, engine, t0, t1, targets`,
      [id, text, new Date(deadlineAt)],
    );
    return rows[0] as Corrected;
  }

  /** A person's text: locked against machines. */
  async writeHuman(client: Queryable, segment: CaptionSegment, next: CaptionTranslation, was: string): Promise<void> {
    await client.query(
      `INSERT INTO caption_text AS known
         (segment_id, lang, session_id, n, rev, source_rev, state, text, engine, machine, locked, flags, lag_ms)
       VALUES ($1, $2, $3, $4, $5, $6, 'corrected', $7, $8, false, true, '{}', $9)
       ON CONFLICT (segment_id, lang) DO UPDATE SET
         rev = excluded.rev, source_rev = excluded.source_rev, state = excluded.state, text = excluded.text,
         engine = excluded.engine, machine = false, locked = true, flags = '{}', erased = known.erased + $10, at = now()`,
      [
        segment.id,
        next.lang,
        segment.sessionId,
        segment.n,
        next.rev,
        next.sourceRev,
        next.text,
        HUMAN_ENGINE,
        next.lagMs,
        charactersWithdrawn(was, next.text),
      ],
    );
  }

  /** Takes the text out of the segment and its translations. The answer is each language with what it said before. */
  async retract(client: Queryable, segment: LockedSegment): Promise<Changed[]> {
    const rev = segment.rev + 1;
    await client.query(`UPDATE caption_segment SET rev = $2, state = 'retracted', text = '' WHERE id = $1`, [
      segment.id,
      rev,
    ]);
    const drafts = await client.query<Changed>(
      'DELETE FROM caption_draft WHERE segment_id = $1 RETURNING lang, $2::int AS rev, shown AS was',
      [segment.id, rev],
    );
    const texts = await client.query<Changed>(
      `WITH was AS (SELECT lang, text FROM caption_text WHERE segment_id = $1 FOR UPDATE)
       UPDATE caption_text AS known SET rev = greatest(known.rev + 1, $2), source_rev = $2, state = 'retracted',
         text = '', erased = known.erased + char_length(was.text), at = now()
       FROM was WHERE known.segment_id = $1 AND known.lang = was.lang
       RETURNING known.lang, known.rev, was.text AS was`,
      [segment.id, rev],
    );
    const translations = new Map([...drafts.rows, ...texts.rows].map((change) => [change.lang, change]));
    return [{ lang: segment.lang, rev, was: segment.text }, ...translations.values()];
  }

  /** Who did it and why, with no more of the old text than its SHA-256. */
  async audit(
    client: Queryable,
    kind: 'corrected' | 'retracted',
    { sessionId, id }: CaptionSegment,
    { accountId, reason }: Editor,
    changes: readonly Changed[],
  ): Promise<void> {
    await client.query(
      `INSERT INTO caption_change (id, session_id, segment_id, lang, rev, kind, account_id, reason, old_sha256)
       SELECT change.id, $1, $2, change.lang, change.rev, $3, $4, $5, change.sha256
       FROM unnest($6::uuid[], $7::text[], $8::int[], $9::text[]) AS change (id, lang, rev, sha256)`,
      [
        sessionId,
        id,
        kind,
        accountId,
        reason,
        changes.map(() => uuidv7()),
        changes.map(({ lang }) => lang),
        changes.map(({ rev }) => rev),
        changes.map(({ was }) => sha256(was)),
      ],
    );
  }
}
