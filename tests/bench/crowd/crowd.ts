import type { Stage } from './dialect.js';
import { type Mark, microseconds } from './marked-text.js';
import { Viewer, type ViewerEvents } from './viewer.js';

/** What a crowd has seen so far. */
export interface Totals {
  /** Microseconds, when this was counted. */
  at: number;
  received: number;
  /** Messages that came a second time, or after a later one. */
  doubled: number;
  /** Messages that a later one overtook for good. */
  skipped: number;
  /** Connections of those who read, that the server or the line ended. */
  gone: number;
  /** The message that everybody who reads has read up to: the least of all. */
  allHave: number;
}

/** So many connect at a time: no more than a server's accept queue holds. */
const atOnce = 100;

/** Viewers in one room, who check for themselves that each message comes once and in order. */
export class Crowd implements ViewerEvents {
  readonly viewers: Viewer[] = [];
  #received = 0;
  #doubled = 0;
  #skipped = 0;
  #gone = 0;
  #delays: number[] | undefined;
  #whenIn = new Map<Viewer, () => void>();

  async open(stage: Stage, count: number): Promise<void> {
    for (let opened = 0; opened < count; opened += atOnce) {
      const group = Array.from({ length: Math.min(atOnce, count - opened) }, () => new Viewer(stage, this));
      this.viewers.push(...group);
      await Promise.all(group.map((viewer) => this.#enter(viewer)));
    }
  }

  /**
   * All leave at the same moment, and are back at the door in the next.
   *
   * @returns microseconds from the door until each was let in
   */
  reconnect(): Promise<number[]> {
    for (const viewer of this.viewers) viewer.leave();
    const start = microseconds();
    return Promise.all(
      this.viewers.map(async (viewer) => {
        await this.#enter(viewer);
        return microseconds() - start;
      }),
    );
  }

  stall(count: number): void {
    for (const viewer of this.viewers.slice(0, count)) viewer.stall();
  }

  totals(): Totals {
    return {
      at: microseconds(),
      received: this.#received,
      doubled: this.#doubled,
      skipped: this.#skipped,
      gone: this.#gone,
      allHave: this.#reading.reduce((least, { lastNumber }) => Math.min(least, lastNumber), Number.MAX_SAFE_INTEGER),
    };
  }

  /**
   * From publish to receive, in microseconds, of every message since they were taken last. Nobody takes the time before
   * the first call: a large crowd has better things to do.
   */
  takeDelays(): number[] {
    const delays = this.#delays ?? [];
    this.#delays = [];
    return delays;
  }

  heard({ lastNumber }: Viewer, { number, sentAt }: Mark): void {
    this.#received++;
    this.#delays?.push(microseconds() - sentAt);
    if (number === lastNumber + 1) return;
    if (number <= lastNumber) this.#doubled++;
    else this.#skipped += number - lastNumber - 1;
  }

  letIn(viewer: Viewer): void {
    this.#whenIn.get(viewer)?.();
    this.#whenIn.delete(viewer);
  }

  /** Whoever waits to be let in tries again, when it was told to or after about a second. */
  gone(viewer: Viewer, retryAfterMs: number): void {
    if (!viewer.stalled) this.#gone++;
    if (this.#whenIn.has(viewer)) setTimeout(() => viewer.connect(), retryAfterMs || 500 + Math.random() * 1000);
  }

  get #reading(): Viewer[] {
    return this.viewers.filter(({ stalled }) => !stalled);
  }

  #enter(viewer: Viewer): Promise<void> {
    return new Promise((resolve) => {
      this.#whenIn.set(viewer, resolve);
      viewer.connect();
    });
  }
}
