import { Injectable } from '@nestjs/common';
import type { LanguageLedger } from '#libs/contracts';
import { Database } from '#libs/database';

type EngineRow = Omit<LanguageLedger['engines'][number], 'cost'> & { cached: number; terms: number };
/** A language's figures as they are stored. */
export type LedgerRow = Pick<LanguageLedger, 'lang' | 'captions' | 'chat'> & { engines: EngineRow[] };

const flagged = (flag: string) => `count(*) FILTER (WHERE '${flag}' = ANY(flags))`;
/** What a machine translated, late or not; what stands in for a translation has no lag of its own. */
const translated = `machine AND state IN ('final', 'corrected') AND NOT 'source-fallback' = ANY(flags)`;
const percentile = (share: number) => `percentile_disc(${share}) WITHIN GROUP (ORDER BY lag_ms)`;
const lag = `CASE WHEN count(*) FILTER (WHERE ${translated}) > 0 THEN jsonb_build_object(
  'p50', ${percentile(0.5)} FILTER (WHERE ${translated}), 'p95', ${percentile(0.95)} FILTER (WHERE ${translated})) END`;
const told = `'fallbacks', ${flagged('source-fallback')}, 'numberMismatches', ${flagged('number-mismatch')},
  'glossaryMisses', ${flagged('glossary-miss')}, 'lagMs', ${lag}`;

/** The newest text of every caption, every translation in the chat, and what engines were asked, by language. */
const ledger = `
  WITH captions AS (
    SELECT lang, jsonb_build_object('finals', count(*), 'skipped', count(*) FILTER (WHERE state = 'skipped'),
      'late', ${flagged('late')}, 'human', count(*) FILTER (WHERE locked), 'erased', sum(erased), ${told}) AS figures
    FROM caption_text WHERE session_id = $1 AND state <> 'retracted' GROUP BY lang
  ),
  messages AS (
    SELECT event ->> 'lang' AS lang, 'final' AS state, (event ->> 'machine')::bool AS machine,
      (event ->> 'lagMs')::int AS lag_ms, ARRAY(SELECT jsonb_array_elements_text(event -> 'flags')) AS flags
    FROM log_entry
    WHERE session_id = $1 AND channel LIKE 'chat.%' AND event ->> 'type' = 'chat.translation'
  ),
  chat AS (
    SELECT lang, jsonb_build_object('messages', count(*), 'blocked', ${flagged('blocked')}, ${told}) AS figures
    FROM messages GROUP BY lang
  ),
  engines AS (
    SELECT lang, jsonb_agg(jsonb_build_object('engine', engine, 'calls', calls, 'texts', texts,
      'characters', characters, 'cached', cached, 'terms', terms) ORDER BY engine) AS figures
    FROM translation_usage WHERE session_id = $1 GROUP BY lang
  )
  SELECT lang, captions.figures AS captions, chat.figures AS chat, engines.figures AS engines
  FROM captions FULL JOIN chat USING (lang) FULL JOIN engines USING (lang) ORDER BY lang`;

const nothingTold = { fallbacks: 0, numberMismatches: 0, glossaryMisses: 0, lagMs: null };
const noCaptions = { finals: 0, skipped: 0, late: 0, human: 0, erased: 0, ...nothingTold };
const noChat = { messages: 0, blocked: 0, ...nothingTold };

/** All SQL of the ledger. */
@Injectable()
export class TranslationLedgerStore {
  constructor(private readonly database: Database) {}

  /** The chat's figures are those of the archive, a second behind. */
  async read(sessionId: string): Promise<LedgerRow[]> {
    type Row = { [K in keyof LedgerRow]: LedgerRow[K] | null } & { lang: string };
    const { rows } = await this.database.pool.query<Row>(ledger, [sessionId]);
    return rows.map(({ lang, captions, chat, engines }) => ({
      lang,
      captions: captions ?? noCaptions,
      chat: chat ?? noChat,
      engines: engines ?? [],
    }));
  }

  /** A language that is read, and of which there is nothing to tell yet. */
  empty(lang: string): LedgerRow {
    return { lang, captions: noCaptions, chat: noChat, engines: [] };
  }
}
