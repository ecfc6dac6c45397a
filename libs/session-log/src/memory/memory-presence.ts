import type { Audience } from '#libs/contracts';
import { Presence, type Viewers } from '../presence.js';
import { audienceOf, watchedLanguages, withoutZeros } from '../watched-languages.js';

type Report = { viewers: Viewers; until: number };
type Room = { reports: Map<string, Report>; lastWatched: Map<string, number> };

/** Longer than any LANGUAGE_IDLE_SECONDS. */
const rememberMs = 2 * 3_600_000;

/** For a single process. */
export class MemoryPresence extends Presence {
  readonly #rooms = new Map<string, Room>();

  constructor(
    private readonly forgetAfterMs: number,
    /** Milliseconds that only ever grow. */
    private readonly now: () => number = () => performance.now(),
  ) {
    super();
  }

  override async report(nodeId: string, sessionId: string, viewers: Viewers): Promise<void> {
    const room = this.#rooms.get(sessionId) ?? { reports: new Map(), lastWatched: new Map() };
    const present = withoutZeros(viewers);
    const languages = Object.keys(present.byLanguage);
    const now = this.now();
    if (languages.length === 0) room.reports.delete(nodeId);
    else room.reports.set(nodeId, { viewers: present, until: now + this.forgetAfterMs });
    for (const lang of languages) room.lastWatched.set(lang, now);
    this.#rooms.set(sessionId, room);
    this.#forget();
  }

  override async audience(sessionId: string): Promise<Audience> {
    return audienceOf(this.#reports(sessionId).map(({ viewers }) => viewers));
  }

  override async nodes(sessionId: string): Promise<number> {
    return this.#reports(sessionId).length;
  }

  override async languages(sessionId: string, idleSeconds: number): Promise<string[]> {
    const now = this.now();
    const lastWatched = [...(this.#rooms.get(sessionId)?.lastWatched ?? [])];
    return watchedLanguages(
      await this.audience(sessionId),
      lastWatched.map(([lang, at]) => [lang, now - at] as const),
      idleSeconds * 1000,
    );
  }

  #reports(sessionId: string): Report[] {
    const reports = [...(this.#rooms.get(sessionId)?.reports.values() ?? [])];
    return reports.filter(({ until }) => until > this.now());
  }

  #forget(): void {
    const now = this.now();
    for (const [sessionId, { reports, lastWatched }] of this.#rooms) {
      for (const [nodeId, { until }] of reports) if (until <= now) reports.delete(nodeId);
      for (const [lang, at] of lastWatched) if (now - at > rememberMs) lastWatched.delete(lang);
      if (lastWatched.size === 0) this.#rooms.delete(sessionId);
    }
  }
}
