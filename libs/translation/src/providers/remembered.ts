import { withinLimits } from './call-limits.js';

const FETCH_MS = 2000;
const KEEP_MS = 10 * 60 * 1000;

/** What an engine says of itself: asked when first needed, kept for ten minutes, asked once for many askers. */
export class Remembered<T> {
  private answer: Promise<T> | undefined;
  private staleAt = 0;

  constructor(
    private readonly provider: string,
    private readonly fetch: (signal: AbortSignal) => Promise<T>,
  ) {}

  /** Rejects when the engine can not be asked; the next asker tries again. */
  get(): Promise<T> {
    if (this.answer !== undefined && Date.now() < this.staleAt) return this.answer;
    // Not bound to the asker's signal: others wait for the same answer.
    const limits = { deadline: Date.now() + FETCH_MS, signal: new AbortController().signal };
    const fetched = withinLimits(this.provider, limits, this.fetch);
    this.answer = fetched;
    this.staleAt = Date.now() + KEEP_MS;
    fetched.catch(() => {
      if (this.answer === fetched) this.answer = undefined;
    });
    return fetched;
  }
}
