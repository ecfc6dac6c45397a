import { Injectable } from '@nestjs/common';
import type { CaptionState, TranslationFlag } from '#libs/contracts';
import { Database } from '#libs/database';

/** What a machine made of a final segment in one language, or what viewers get in its stead. */
export type MachineText = {
  segment: string;
  lang: string;
  /** The revision of the source that it is made from. */
  sourceRev: number;
  state: 'final' | 'skipped';
  text: string;
  engine: string;
  machine: boolean;
  flags: readonly TranslationFlag[];
  glossary: number;
  lagMs: number;
};

/** The newest text of a final segment in a language that was not spoken, with what its event needs of the segment. */
export type CaptionText = {
  segment: string;
  sessionId: string;
  n: number;
  lang: string;
  from: string;
  rev: number;
  sourceRev: number;
  state: CaptionState;
  text: string;
  engine: string;
  machine: boolean;
  locked: boolean;
  flags: TranslationFlag[];
  glossary: number;
  lagMs: number;
  t0: number;
  t1: number;
};

/** A final that a language was promised; `text` when it is recorded. `deadlineAt` is in Unix milliseconds. */
export type PromisedText = { n: number; deadlineAt: number; text: CaptionText | undefined };

const columns = `t.segment_id AS segment, t.session_id AS "sessionId", t.n, t.lang, s.lang AS "from", t.rev,
  t.source_rev AS "sourceRev", t.state, t.text, t.engine, t.machine, t.locked, t.flags, t.glossary,
  t.lag_ms AS "lagMs", s.t0, s.t1`;

/** Not a translation but what stands in for one until there is one. */
const standIn = (row: string) => `(${row}.state = 'skipped' OR 'source-fallback' = ANY(${row}.flags))`;
/** The condition, in SQL, that a row of `caption_text` that may not be there is no translation. */
export const captionTextMissing = (row: string): string => `(${row}.n IS NULL OR ${standIn(row)})`;

/**
 * The row of a segment and language decides: a text is written when it is made from the segment as it is now, when no
 * person wrote or withdrew the one that is there, and when that one is of an older source or only a stand-in: the source
 * is better than nothing, and a translation better than the source.
 * What a recogniser heard stays marked as a machine's where it stands in for a translation.
 * What replaces a text that viewers have seen is `corrected`, and `late` when it replaces a stand-in. Whoever changes
 * the segment holds its row meanwhile: a text that comes then waits, and finds it changed.
 */
const recording = `
  WITH made AS (
    SELECT segment, made.lang, source_rev, made.state, made.text, made.engine, glossary, lag_ms,
      machine OR 'source-fallback' = ANY(string_to_array(flags, ' ')) AND s.engine <> 'source' AS machine,
      string_to_array(nullif(flags, ''), ' ') AS flags, s.session_id, s.n
    FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::text[],
      $9::int[], $10::int[])
      AS made (segment, lang, source_rev, state, text, engine, machine, flags, glossary, lag_ms)
    JOIN caption_segment AS s ON s.id = made.segment AND s.rev = made.source_rev
      AND s.state IN ('final', 'corrected')
    ORDER BY segment, made.lang
    FOR KEY SHARE OF s
  ),
  written AS (
    INSERT INTO caption_text AS known
      (segment_id, lang, session_id, n, rev, source_rev, state, text, engine, machine, flags, glossary, lag_ms)
    SELECT segment, lang, session_id, n, source_rev, source_rev, state, text, engine, machine,
      coalesce(flags, '{}'), glossary, lag_ms
    FROM made
    ON CONFLICT (segment_id, lang) DO UPDATE SET
      rev = greatest(known.rev + 1, excluded.rev), source_rev = excluded.source_rev, text = excluded.text,
      engine = excluded.engine, machine = excluded.machine, glossary = excluded.glossary, lag_ms = excluded.lag_ms,
      state = CASE WHEN excluded.state = 'skipped' THEN 'skipped' ELSE 'corrected' END,
      flags = CASE WHEN known.source_rev = excluded.source_rev THEN excluded.flags || '{late}' ELSE excluded.flags END,
      erased = known.erased + CASE WHEN known.text = excluded.text THEN 0 ELSE char_length(known.text) END,
      at = now()
    WHERE NOT known.locked AND known.state <> 'retracted' AND (known.source_rev < excluded.source_rev
      OR known.source_rev = excluded.source_rev AND ${standIn('known')} AND NOT ${standIn('excluded')}
      OR known.source_rev = excluded.source_rev AND known.state = 'skipped' AND excluded.state <> 'skipped')
    RETURNING known.*
  )
  SELECT ${columns} FROM written AS t JOIN caption_segment AS s ON s.id = t.segment_id`;

/** All SQL on the texts of captions that machines write and that are told to viewers. */
@Injectable()
export class CaptionTextsStore {
  constructor(private readonly database: Database) {}

  /**
   * Records what machines made, in one statement. Answers the text that counts for each of them, new or as it was:
   * the same text recorded twice is the same revision. What is made from a source that has changed since is left out.
   */
  async record(made: readonly MachineText[]): Promise<CaptionText[]> {
    const newestLast = made.toSorted((a, b) => a.sourceRev - b.sourceRev);
    const unique = [...new Map(newestLast.map((text) => [`${text.segment} ${text.lang}`, text])).values()];
    if (unique.length === 0) return [];
    const { rows } = await this.database.pool.query<CaptionText>(recording, valuesOf(unique));
    const written = new Set(rows.map(({ segment, lang }) => `${segment} ${lang}`));
    const others = unique.filter(({ segment, lang }) => !written.has(`${segment} ${lang}`));
    return others.length === 0 ? rows : [...rows, ...(await this.#current(others))];
  }

  /** The texts there are of these segments and languages, in any order. */
  async find(places: readonly Pick<MachineText, 'segment' | 'lang'>[]): Promise<CaptionText[]> {
    const { rows } = await this.database.pool.query<CaptionText>(
      `SELECT ${columns} FROM unnest($1::uuid[], $2::text[]) AS place (segment, lang)
       JOIN caption_text AS t ON t.segment_id = place.segment AND t.lang = place.lang
       JOIN caption_segment AS s ON s.id = t.segment_id`,
      [places.map(({ segment }) => segment), places.map(({ lang }) => lang)],
    );
    return rows;
  }

  /** What was promised in a language between two segments of a session, in order, and is not long overdue. */
  async promised(sessionId: string, lang: string, after: number, before: number): Promise<PromisedText[]> {
    const { rows } = await this.database.pool.query<CaptionText & { number: number; deadlineAt: Date }>(
      `SELECT s.n AS number, s.deadline_at AS "deadlineAt", ${columns} FROM caption_segment AS s
       LEFT JOIN caption_text AS t ON t.segment_id = s.id AND t.lang = $2
       WHERE s.session_id = $1 AND s.n > $3 AND s.n < $4 AND $2 = ANY(s.targets)
         AND s.state IN ('final', 'corrected') AND s.deadline_at > now() - interval '1 minute'
       ORDER BY s.n`,
      [sessionId, lang, after, before],
    );
    return rows.map(({ number: n, deadlineAt, ...text }) => ({
      n,
      deadlineAt: deadlineAt.getTime(),
      text: text.rev === null ? undefined : text,
    }));
  }

  async #current(made: readonly MachineText[]): Promise<CaptionText[]> {
    const revision = new Map(made.map(({ segment, lang, sourceRev }) => [`${segment} ${lang}`, sourceRev]));
    const found = await this.find(made);
    return found.filter(({ segment, lang, sourceRev }) => sourceRev >= (revision.get(`${segment} ${lang}`) ?? 0));
  }
}

const valuesOf = (made: readonly MachineText[]) => [
  made.map(({ segment }) => segment),
  made.map(({ lang }) => lang),
  made.map(({ sourceRev }) => sourceRev),
  made.map(({ state }) => state),
  made.map(({ text }) => text),
  made.map(({ engine }) => engine),
  made.map(({ machine }) => machine),
  made.map(({ flags }) => flags.join(' ')),
  made.map(({ glossary }) => glossary),
  made.map(({ lagMs }) => lagMs),
];
