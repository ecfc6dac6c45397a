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
  /** Connections that the server or the line ended. */
  gone: number;
  inside: number;
  /** The message that everybody has read up to: the least of all. */
  allHave: number;
}

/** So many connect at a time: no more than a server's accept queue holds. */
const atOnce = 100;
const signsOfLife = { everyMs: 100, roundMs: 20_000 };

/** Viewers in one room, who check for themselves that each message comes once and in order. */
export class Crowd implements ViewerEvents {
  readonly viewers: Viewer[] = [];
  #received = 0;
  #doubled = 0;
  #skipped = 0;
  #gone = 0;
  #delays: number[] = [];
  #whenIn = new Map<Viewer, () => void>();
  #nextSign = 0;
  readonly #signs = setInterval(() => this.#showSignsOfLife(), signsOfLife.everyMs);

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
    for (const viewer of this.viewers.splice(0, count)) viewer.stall();
  }

  totals(): Totals {
    return {
      at: microseconds(),
      received: this.#received,
      doubled: this.#doubled,
      skipped: this.#skipped,
      gone: this.#gone,
      inside: this.viewers.filter(({ isIn }) => isIn).length,
      allHave: this.viewers.reduce((least, { lastNumber }) => Math.min(least, lastNumber), Number.MAX_SAFE_INTEGER),
    };
  }

  /** From publish to receive, in microseconds, of every message since they were taken last. */
  takeDelays(): number[] {
    return this.#delays.splice(0);
  }

  close(): void {
    clearInterval(this.#signs);
    for (const viewer of this.viewers) viewer.leave();
  }

  heard({ lastNumber }: Viewer, { number, sentAt }: Mark): void {
    this.#received++;
    if (this.samples) this.#delays.push(microseconds() - sentAt);
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
    this.#gone++;
    if (this.#whenIn.has(viewer)) setTimeout(() => viewer.connect(), retryAfterMs || 500 + Math.random() * 1000);
  }

  /** @param samples whether it keeps the delay of each message: probes do, a large crowd has better things to do */
  constructor(private readonly samples: boolean) {}

  #enter(viewer: Viewer): Promise<void> {
    return new Promise((resolve) => {
      this.#whenIn.set(viewer, resolve);
      viewer.connect();
    });
  }

  #showSignsOfLife(): void {
    const count = Math.ceil((this.viewers.length * signsOfLife.everyMs) / signsOfLife.roundMs);
    for (let shown = 0; shown < count; shown++) this.viewers[this.#nextSign++ % this.viewers.length]?.showSignOfLife();
  }
}
