import type { SessionEventOf } from '#libs/contracts';
import { SOURCE_ENGINE } from './chain/provider-chain.js';

/** How a language of a session is served. `lagMs`: how far it is behind, where that is worth a word. */
export type LanguageHealth = Pick<SessionEventOf<'language.status'>, 'state' | 'engine' | 'reason'> & {
  lagMs: number | null;
};

/** What became of the finals of the last moments in one language. */
export type RecentFinals = {
  promised: number;
  /** Of those: shown in the source, skipped, or still without a text after their deadline. */
  untranslated: number;
  /** The longest that one of the last few took, or takes so far. Milliseconds. */
  lagMs: number;
  /** Who translated last, when anybody did. */
  engine: string | null;
};

/** A lag that changes by less is not worth telling the host, milliseconds. */
const noticeableLagMs = 1000;

/**
 * A language is as well served as its worst final of the last moments: so it gets worse at once, and better only when
 * all of that is past.
 *
 * @param softMs how long a translation may take before its readers notice
 */
export function healthOf({ promised, untranslated, lagMs, engine }: RecentFinals, softMs: number): LanguageHealth {
  const served = { engine: engine ?? SOURCE_ENGINE, lagMs };
  if (promised > 0 && untranslated === promised) return { ...served, state: 'source-only', reason: 'no-translation' };
  if (untranslated > 0) return { ...served, state: 'degraded', reason: 'failing' };
  if (lagMs > softMs) return { ...served, state: 'degraded', reason: 'slow' };
  return { ...served, state: 'live', reason: null, lagMs: null };
}

/** A language that is not translated although somebody reads it, or because nobody does any more. */
export const notServed = (reason: 'budget' | 'no-audience'): LanguageHealth => ({
  state: 'off',
  engine: SOURCE_ENGINE,
  reason,
  lagMs: null,
});

/** Whether the room should hear of it. A change of engine alone is on each caption anyway. */
export function isNews(known: LanguageHealth | undefined, now: LanguageHealth): boolean {
  if (known === undefined) return now.reason !== 'no-audience';
  if (known.state !== now.state || known.reason !== now.reason) return true;
  return Math.abs((known.lagMs ?? 0) - (now.lagMs ?? 0)) >= noticeableLagMs;
}
