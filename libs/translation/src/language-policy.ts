import { Injectable, Inject } from '@nestjs/common';
import type { Audience, Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { Presence } from '#libs/session-log';
import type { SessionRecord } from '#libs/sessions';
import { ServedLanguagesStore } from './served-languages.store.js';

type Watched = {
  source: string;
  /** Languages with an audience now or a moment ago, the most watched first. */
  watched: readonly string[];
  audience: Audience['byLanguage'];
  /** Those that are translated so far. */
  served: readonly string[];
  archive: readonly string[];
  budget: number;
};
/**
 * `targets` and `outside` with the most watched first. `outside`: those with an audience that the budget does not reach.
 * `unwatched`: those of the targets that are only for the archive.
 */
export type ChosenLanguages = { targets: string[]; outside: string[]; unwatched: string[] };
type Room = Pick<SessionRecord, 'id' | 'archiveLanguages' | 'maxLanguages'>;

/** Of two languages of about a size the one that is served stays: they must not swap whenever somebody comes. */
const loyalty = 1.25;

/**
 * Which languages a text of a session is translated into: those with an audience, the most watched first, up to the
 * session's budget; and those of its archive, always. Viewers of the source language cost nothing.
 */
export function languagesToTranslate(room: Watched): ChosenLanguages {
  const { source, watched, audience, served, archive, budget } = room;
  const weight = (lang: string) => (audience[lang] ?? 0) * (served.includes(lang) ? loyalty : 1);
  const ranked = watched.toSorted((a, b) => weight(b) - weight(a)).filter((lang) => lang !== source);
  const counted = ranked.filter((lang) => !archive.includes(lang));
  const within = new Set([...counted.slice(0, budget), ...archive]);
  const unwatched = archive.filter((lang) => lang !== source && !ranked.includes(lang));
  return {
    targets: [...new Set([...ranked.filter((lang) => within.has(lang)), ...unwatched])],
    outside: counted.slice(budget),
    unwatched,
  };
}

/** Sessions whose readers one process remembers: those it was asked for last. */
const mostSessions = 1000;

class LastSeen {
  readonly #sessions = new Map<string, Map<string, number>>();

  note(sessionId: string, languages: readonly string[]): void {
    const seen = this.#sessions.get(sessionId) ?? new Map<string, number>();
    for (const lang of languages) seen.set(lang, Date.now());
    this.#sessions.delete(sessionId);
    this.#sessions.set(sessionId, seen);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > mostSessions && oldest !== undefined) this.#sessions.delete(oldest);
  }

  within(sessionId: string, ms: number): string[] {
    const since = Date.now() - ms;
    return [...(this.#sessions.get(sessionId) ?? [])].flatMap(([lang, at]) => (at > since ? [lang] : []));
  }
}

@Injectable()
export class LanguagePolicy {
  readonly #lastSeen = new LastSeen();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly presence: Presence,
    private readonly served: ServedLanguagesStore,
  ) {}

  /**
   * Who was seen to watch is also remembered here and in PostgreSQL: a Redis that forgets the audience for a moment must
   * not cost it the sentence of that moment.
   */
  async choose(session: Room, source: string): Promise<ChosenLanguages & { audience: Audience['byLanguage'] }> {
    const idle = this.#idleSeconds;
    const [watched, { byLanguage }, known] = await Promise.all([
      this.presence.languages(session.id, idle),
      this.presence.audience(session.id),
      this.served.watched(session.id, idle),
    ]);
    this.#lastSeen.note(session.id, Object.keys(byLanguage));
    const remembered = this.#remembered(session.id, known);
    const chosen = languagesToTranslate({
      source,
      watched: [...new Set([...watched, ...remembered])],
      audience: byLanguage,
      served: known.filter(({ state }) => state !== 'off').map(({ lang }) => lang),
      archive: session.archiveLanguages,
      budget: session.maxLanguages,
    });
    return { ...chosen, audience: byLanguage };
  }

  /** Of these languages those that nobody was seen to read lately: what is said in them is for the archive. */
  async unwatched(sessionId: string, languages: readonly string[]): Promise<string[]> {
    const seen = this.#remembered(sessionId, await this.served.watched(sessionId, this.#idleSeconds));
    return languages.filter((lang) => !seen.includes(lang));
  }

  #remembered(sessionId: string, known: readonly { lang: string }[]): string[] {
    return [...known.map(({ lang }) => lang), ...this.#lastSeen.within(sessionId, this.#idleSeconds * 1000)];
  }

  get #idleSeconds(): number {
    return this.settings.LANGUAGE_IDLE_SECONDS;
  }
}
