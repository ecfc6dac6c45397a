import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Ticker } from '#libs/platform';
import { type Usage, UsageTally } from './usage.js';
import { UsageStore } from './usage.store.js';

const storeEveryMs = 1000;

/** Counts what engines are asked for sessions. Nobody waits for it: the figures are stored about once a second. */
@Injectable()
export class UsageMeter implements OnModuleInit, BeforeApplicationShutdown {
  readonly #tally = new UsageTally();
  readonly #ticker = new Ticker('store-usage', storeEveryMs, () => this.store());

  constructor(private readonly usage: UsageStore) {}

  onModuleInit(): void {
    this.#ticker.start();
  }

  /** Texts of no session cost nobody in particular: they are not counted here. */
  count(place: { sessionId: string | undefined; lang: string; engine: string }, figures: Partial<Usage>): void {
    const { sessionId } = place;
    if (sessionId !== undefined) this.#tally.add({ ...figures, ...place, sessionId });
  }

  /** Stores what was counted so far. What can not be stored now is stored with what comes next. */
  async store(): Promise<void> {
    const usage = this.#tally.take();
    if (usage.length === 0) return;
    try {
      await this.usage.add(usage);
    } catch (error) {
      for (const one of usage) this.#tally.add(one);
      throw error;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#ticker.stop();
    await this.store().catch(() => {
      // the last second's figures go with the database that is away
    });
  }
}
