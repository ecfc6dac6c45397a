import type { Audience } from '#libs/contracts';
import { Presence, type ViewersByLanguage } from '../presence.js';
import { audienceOf, watchedLanguages } from '../watched-languages.js';

type Report = { byLanguage: ViewersByLanguage; until: number };
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

  override async report(nodeId: string, sessionId: string, byLanguage: ViewersByLanguage): Promise<void> {
    const room = this.#rooms.get(sessionId) ?? { reports: new Map(), lastWatched: new Map() };
    const present = Object.entries(byLanguage).filter(([, viewers]) => viewers > 0);
    const now = this.now();
    if (present.length === 0) room.reports.delete(nodeId);
    else room.reports.set(nodeId, { byLanguage: Object.fromEntries(present), until: now + this.forgetAfterMs });
    for (const [lang] of present) room.lastWatched.set(lang, now);
    this.#rooms.set(sessionId, room);
    this.#forget();
  }

  override async audience(sessionId: string): Promise<Audience> {
    const reports = [...(this.#rooms.get(sessionId)?.reports.values() ?? [])];
    return audienceOf(reports.filter(({ until }) => until > this.now()).map(({ byLanguage }) => byLanguage));
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

  #forget(): void {
    const now = this.now();
    for (const [sessionId, { reports, lastWatched }] of this.#rooms) {
      for (const [nodeId, { until }] of reports) if (until <= now) reports.delete(nodeId);
      for (const [lang, at] of lastWatched) if (now - at > rememberMs) lastWatched.delete(lang);
      if (lastWatched.size === 0) this.#rooms.delete(sessionId);
    }
  }
}
