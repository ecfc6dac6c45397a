import { setTimeout as sleep } from 'node:timers/promises';

/** Waiting that ends at once, by an AbortError, when the show is over. */
export class Pause {
  constructor(private readonly signal: AbortSignal) {}

  /** @param time Unix milliseconds */
  until(time: number): Promise<void> {
    return this.for(Math.max(0, time - Date.now()));
  }

  async for(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.signal });
  }
}
