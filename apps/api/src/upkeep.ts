import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AccountSessions } from '#libs/accounts';
import { Ticker } from '#libs/platform';
import { IdempotentRequestsStore } from './idempotency/idempotent-requests.store.js';

const hourMs = 3_600_000;

/** Forgets what is no longer needed. Several processes may do so at once. */
@Injectable()
export class Upkeep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #tickers: Ticker[];

  constructor(requests: IdempotentRequestsStore, sessions: AccountSessions) {
    this.#tickers = [
      new Ticker('prune-idempotent-requests', hourMs, () => requests.prune()),
      new Ticker('prune-refresh-tokens', hourMs, () => sessions.prune()),
    ];
  }

  onApplicationBootstrap(): void {
    for (const ticker of this.#tickers) ticker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#tickers.map((ticker) => ticker.stop()));
  }
}
