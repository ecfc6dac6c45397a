import { Injectable } from '@nestjs/common';
import { Database, type OutboxEvent } from '#libs/database';
import { Outbox } from '#libs/session-log';
import type { SessionRecord } from '#libs/sessions';
import { captionTextMissing } from './caption-texts.store.js';
import { type LanguageHealth, notServed, type RecentFinals } from './language-health.js';

export type LiveSession = Pick<SessionRecord, 'id' | 'sourceLang' | 'archiveLanguages' | 'maxLanguages'>;
/** How a language is served, as it was last told to the room. */
export type ServedLanguage = LanguageHealth & { lang: string };
type Place = { sessionId: string; lang: string };
type RecalledFinal = {
  segment: string;
  n: number;
  sourceRev: number;
  lang: string;
  text: string;
  t0: number;
  t1: number;
};

/** How far back one looks for how well a language is served, and over how many finals for how fast. */
const recently = `interval '20 seconds'`;

/** Of the final `s` and its text `t`: it has one, or its time is over. */
const decided = '(t.n IS NOT NULL OR s.deadline_at < now())';

/** All SQL on how the languages of a session are served. */
@Injectable()
export class ServedLanguagesStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  async liveSessions(): Promise<LiveSession[]> {
    const { rows } = await this.database.pool.query<LiveSession>(
      `SELECT id, source_lang AS "sourceLang", archive_languages AS "archiveLanguages", max_languages AS "maxLanguages"
       FROM session WHERE state = 'live'`,
    );
    return rows;
  }

  /** Those that somebody was seen to read within so many seconds, the last seen first. */
  async watched(sessionId: string, withinSeconds: number): Promise<Pick<ServedLanguage, 'lang' | 'state'>[]> {
    const { rows } = await this.database.pool.query<ServedLanguage>(
      `SELECT lang, state FROM session_language
       WHERE session_id = $1 AND watched_at > now() - make_interval(secs => $2)
       ORDER BY watched_at DESC, lang`,
      [sessionId, withinSeconds],
    );
    return rows;
  }

  async known(sessionId: string): Promise<ServedLanguage[]> {
    const { rows } = await this.database.pool.query<ServedLanguage>(
      'SELECT lang, state, engine, reason, lag_ms AS "lagMs" FROM session_language WHERE session_id = $1',
      [sessionId],
    );
    return rows;
  }

  async sawWatched(places: readonly Place[]): Promise<void> {
    await this.database.pool.query(
      `UPDATE session_language AS served SET watched_at = now()
       FROM unnest($1::uuid[], $2::text[]) AS seen (session_id, lang)
       WHERE served.session_id = seen.session_id AND served.lang = seen.lang`,
      [places.map(({ sessionId }) => sessionId), places.map(({ lang }) => lang)],
    );
  }

  /** A language that nobody has read before is off until it is served. */
  async sawReader({ sessionId, lang }: Place): Promise<void> {
    const { state, engine, reason } = notServed('no-audience');
    await this.database.pool.query(
      `INSERT INTO session_language (session_id, lang, state, engine, reason) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (session_id, lang) DO UPDATE SET watched_at = now()`,
      [sessionId, lang, state, engine, reason],
    );
  }

  /** What became of the finals of the last moments, by language. */
  async recent(sessionId: string): Promise<Map<string, RecentFinals>> {
    const { rows } = await this.database.pool.query<RecentFinals & { lang: string }>(
      `SELECT s.target AS lang,
         (count(*) FILTER (WHERE ${decided}))::int AS promised,
         (count(*) FILTER (WHERE ${decided} AND ${captionTextMissing('t')}))::int AS untranslated,
         coalesce(max(coalesce(t.lag_ms, extract(epoch FROM now() - s.final_at) * 1000))
           FILTER (WHERE s.place <= 5), 0)::int AS "lagMs",
         (array_agg(t.engine ORDER BY s.n DESC) FILTER (WHERE NOT ${captionTextMissing('t')}))[1] AS engine
       FROM (
         SELECT s.*, target, row_number() OVER (PARTITION BY target ORDER BY s.n DESC) AS place
         FROM caption_segment AS s CROSS JOIN unnest(s.targets) AS target
         WHERE s.session_id = $1 AND s.final_at > now() - ${recently} AND s.state IN ('final', 'corrected')
       ) AS s
       LEFT JOIN caption_text AS t ON t.segment_id = s.id AND t.lang = s.target
       GROUP BY s.target`,
      [sessionId],
    );
    return new Map(rows.map(({ lang, ...finals }) => [lang, finals]));
  }

  /**
   * Writes how a language is served from now on, with the event that tells of it. False when another worker was faster.
   */
  async change({ sessionId, lang }: Place, known: LanguageHealth | undefined, now: LanguageHealth, event: OutboxEvent) {
    const { state, engine, reason, lagMs } = now;
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO session_language AS served (session_id, lang, state, engine, reason, lag_ms)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (session_id, lang) DO UPDATE SET
           state = excluded.state, engine = excluded.engine, reason = excluded.reason, lag_ms = excluded.lag_ms,
           since = CASE WHEN served.state = excluded.state THEN served.since ELSE now() END
         WHERE (served.state, served.reason, served.lag_ms) IS NOT DISTINCT FROM ($7, $8, $9::int)`,
        [sessionId, lang, state, engine, reason, lagMs, known?.state, known?.reason, known?.lagMs],
      );
      if (rowCount === 0) return false;
      await this.outbox.write(client, [event]);
      return true;
    });
  }

  /** Of the last finals of a session those that a language does not have and was not promised, oldest first. */
  async missed(sessionId: string, lang: string, last: number): Promise<RecalledFinal[]> {
    const { rows } = await this.database.pool.query<RecalledFinal>(
      `SELECT s.id AS segment, s.n, s.rev AS "sourceRev", s.lang, s.text, s.t0, s.t1
       FROM (SELECT * FROM caption_segment WHERE session_id = $1 AND state IN ('final', 'corrected')
         ORDER BY n DESC LIMIT $3) AS s
       LEFT JOIN caption_text AS t ON t.segment_id = s.id AND t.lang = $2
       WHERE s.lang <> $2 AND NOT $2 = ANY(s.targets) AND ${captionTextMissing('t')} ORDER BY s.n`,
      [sessionId, lang, last],
    );
    return rows;
  }
}
