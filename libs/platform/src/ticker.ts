import { Logger } from '@nestjs/common';
import { errorFields } from './logging.js';

/**
 * Does something again and again, `everyMs` after the last time ended, so that two runs never overlap. A failed run is
 * logged and the next one comes all the same: a sweeper must not stall because PostgreSQL was away for a moment.
 */
export class Ticker {
  readonly #logger = new Logger('Ticker');
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly task: () => Promise<unknown>,
  ) {}

  start(): this {
    this.#schedule(this.everyMs);
    return this;
  }

  /** Runs as soon as possible instead of at the next tick. */
  hurry(): void {
    clearTimeout(this.#timer);
    this.#schedule(0);
  }

  /** Resolves when the last run has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#running = this.#running.then(() => this.#run()).then(() => this.#schedule(this.everyMs));
    }, delayMs);
  }

  async #run(): Promise<void> {
    try {
      if (!this.#stopped) await this.task();
    } catch (error) {
      this.#logger.warn({ ticker: this.name, err: errorFields(error as Error) }, 'periodic task failed');
    }
  }
}
