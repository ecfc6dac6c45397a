import type { SaidCaption } from '#libs/contracts';

const most = 4;
const withinMs = 1000;

type Pace = { kept: number[]; last: Promise<SaidCaption>; timer: NodeJS.Timeout | undefined };

/**
 * Keeps at most four partials a second of a segment, and always the latest: of those that come too soon the last one is
 * kept when its time has come, unless the segment is final by then.
 */
export class PartialPace {
  readonly #segments = new Map<string, Pace>();

  /**
   * Calls `keep` now or in a moment, and answers as it does now, or as the last one did that was kept.
   *
   * @param keep rejects as the caller needs it; when it runs later, nobody hears of that
   */
  say(segment: string, keep: () => Promise<SaidCaption>): Promise<SaidCaption> {
    const now = Date.now();
    this.#forget(now);
    const pace = this.#segments.get(segment);
    if (pace === undefined) {
      const last = keep();
      this.#segments.set(segment, { kept: [now], last, timer: undefined });
      return last;
    }
    clearTimeout(pace.timer);
    pace.timer = undefined;
    pace.kept = pace.kept.filter((at) => at > now - withinMs);
    const [oldest = now] = pace.kept;
    if (pace.kept.length < most) return this.#keep(pace, keep);
    pace.timer = setTimeout(
      () => {
        pace.timer = undefined;
        this.#keep(pace, keep).catch(() => {
          // whoever says the next one hears of it
        });
      },
      oldest + withinMs - now,
    );
    return pace.last;
  }

  /** The segment is final: what waits of it is of no interest. */
  end(segment: string): void {
    clearTimeout(this.#segments.get(segment)?.timer);
    this.#segments.delete(segment);
  }

  #keep(pace: Pace, keep: () => Promise<SaidCaption>): Promise<SaidCaption> {
    pace.kept.push(Date.now());
    pace.last = keep();
    return pace.last;
  }

  #forget(now: number): void {
    for (const [segment, { kept, timer }] of this.#segments)
      if (timer === undefined && (kept.at(-1) ?? 0) <= now - withinMs) this.#segments.delete(segment);
  }
}
