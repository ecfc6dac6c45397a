import type { Visitor } from './visitor.js';

/** Into so many groups the lines are divided: each waits for its own moment of the round. */
const groups = 150;

/**
 * Pings every line once a round, and never all of them in one go: what comes in that moment would wait behind
 * thousands of writes.
 */
export class PingRounds {
  readonly #groups = Array.from({ length: groups }, () => new Set<Visitor>());
  readonly #groupOf = new Map<Visitor, Set<Visitor>>();
  #joined = 0;
  #turn = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param roundMs how long a line waits from one ping to the next */
  constructor(private readonly roundMs: number) {}

  add(visitor: Visitor): void {
    const group = this.#groups[this.#joined++ % groups] as Set<Visitor>;
    group.add(visitor);
    this.#groupOf.set(visitor, group);
  }

  remove(visitor: Visitor): void {
    this.#groupOf.get(visitor)?.delete(visitor);
    this.#groupOf.delete(visitor);
  }

  start(): void {
    this.#timer = setInterval(() => {
      for (const visitor of this.#groups[this.#turn++ % groups] ?? []) visitor.ping();
    }, this.roundMs / groups).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
