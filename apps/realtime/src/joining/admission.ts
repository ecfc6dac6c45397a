import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';

/** `later`: too many wait already; come back after so many milliseconds. `gone`: it did not wait for its turn. */
export type Verdict = { kind: 'admitted' } | { kind: 'gone' } | { kind: 'later'; retryAfterMs: number };

type Waiting = { isOpen: () => boolean; resolve: (verdict: Verdict) => void };

const tickMs = 20;
/** Nobody is left waiting longer than a client waits for its welcome. Milliseconds. */
const longestWaitMs = 8000;

/**
 * Lets so many viewers join in a second: ten thousand that come back at once must not keep those who are here from what
 * is new, nor ask the stores for everything at the same moment. The rest wait in order, and beyond what can be served
 * in time they are asked to come back, each at its own moment.
 */
@Injectable()
export class Admission {
  readonly #perSecond: number;
  readonly #queue: Waiting[] = [];
  #credit: number;
  #creditAt = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(@Inject(SETTINGS) { JOINS_PER_SECOND }: Pick<Settings, 'JOINS_PER_SECOND'>) {
    this.#perSecond = JOINS_PER_SECOND;
    this.#credit = this.#burst;
  }

  ask(isOpen: () => boolean): Promise<Verdict> {
    this.#earn();
    if (this.#queue.length === 0 && this.#spend()) return Promise.resolve({ kind: 'admitted' });
    if (this.#queue.length >= (this.#perSecond * longestWaitMs) / 1000)
      return Promise.resolve({ kind: 'later', retryAfterMs: Math.round(longestWaitMs * (1 + Math.random())) });
    this.#timer ??= setInterval(() => this.#serve(), tickMs).unref();
    return new Promise((resolve) => this.#queue.push({ isOpen, resolve }));
  }

  /** What may come in without any wait: as many as in a tenth of a second. */
  get #burst(): number {
    return Math.max(1, this.#perSecond / 10);
  }

  #serve(): void {
    this.#earn();
    for (let [next] = this.#queue; next !== undefined; [next] = this.#queue) {
      const here = next.isOpen();
      if (here && !this.#spend()) return;
      this.#queue.shift();
      next.resolve({ kind: here ? 'admitted' : 'gone' });
    }
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #earn(): void {
    const now = performance.now();
    this.#credit = Math.min(this.#burst, this.#credit + ((now - this.#creditAt) / 1000) * this.#perSecond);
    this.#creditAt = now;
  }

  #spend(): boolean {
    if (this.#credit < 1) return false;
    this.#credit--;
    return true;
  }
}
