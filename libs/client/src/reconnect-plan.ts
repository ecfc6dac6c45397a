import { type Backoff, reconnectDelay } from './backoff.js';

/** A line that held for so long is taken for healthy: the next loss starts counting anew. */
const STABLE_MS = 10_000;

/** When to try again. Lines that open but do not last count as failures, so that no fault makes a tight loop. */
export class ReconnectPlan {
  private failures = 0;
  private liveSince: number | undefined;

  constructor(
    private readonly backoff: Backoff,
    private readonly random: () => number,
    private readonly now: () => number = Date.now,
  ) {}

  live(): void {
    this.liveSince = this.now();
  }

  /** @returns milliseconds until the next attempt */
  lost(askedMs = 0): number {
    if (this.liveSince !== undefined && this.now() - this.liveSince >= STABLE_MS) this.failures = 0;
    this.liveSince = undefined;
    return reconnectDelay(this.backoff, this.failures++, this.random(), askedMs);
  }
}
