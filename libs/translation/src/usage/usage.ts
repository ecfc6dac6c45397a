/** What one engine was asked for one language of a session, or what the cache saved it. Whole numbers that add up. */
export type Usage = {
  sessionId: string;
  lang: string;
  engine: string;
  calls: number;
  texts: number;
  characters: number;
  cached: number;
  terms: number;
};
type Place = Pick<Usage, 'sessionId' | 'lang' | 'engine'>;

const keyOf = ({ sessionId, lang, engine }: Place) => `${sessionId} ${lang} ${engine}`;

/** Figures that wait to be stored, added up by session, language and engine. */
export class UsageTally {
  readonly #waiting = new Map<string, Usage>();

  add({ sessionId, lang, engine, ...figures }: Place & Partial<Usage>): void {
    const place = { sessionId, lang, engine };
    const known = this.#waiting.get(keyOf(place));
    const sum = (figure: 'calls' | 'texts' | 'characters' | 'cached' | 'terms') =>
      (known?.[figure] ?? 0) + (figures[figure] ?? 0);
    this.#waiting.set(keyOf(place), {
      ...place,
      calls: sum('calls'),
      texts: sum('texts'),
      characters: sum('characters'),
      cached: sum('cached'),
      terms: sum('terms'),
    });
  }

  /** Everything that waits; it waits no longer. */
  take(): Usage[] {
    const taken = [...this.#waiting.values()];
    this.#waiting.clear();
    return taken;
  }
}
