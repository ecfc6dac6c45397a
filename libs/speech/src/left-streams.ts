import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Ticker } from '#libs/platform';
import { HearStream } from './hear-stream.js';
import { RECOGNISER } from './recognise.js';
import type { SpeechProvider } from './speech-provider.js';
import { SpeechStore } from './speech.store.js';

const lookEveryMs = 1000;
const minuteMs = 60_000;

/** Looks after streams that nobody hears, although something of them is left. Several processes may do so at once. */
@Injectable()
export class LeftStreams implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #tickers: Ticker[];

  constructor(
    store: SpeechStore,
    hearing: HearStream,
    @Inject(RECOGNISER) private readonly recogniser: SpeechProvider | null,
  ) {
    const look = async () => {
      const lease = randomUUID();
      for (const stream of await store.takeLeft(lease)) hearing.begin(stream, lease);
    };
    this.#tickers = [
      new Ticker('hear-left-streams', lookEveryMs, look),
      new Ticker('prune-speech', minuteMs, () => store.prune()),
    ];
  }

  /** Without a recogniser of its own, a process leaves them to those that have one. */
  onApplicationBootstrap(): void {
    if (this.recogniser === null) return;
    for (const ticker of this.#tickers) ticker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#tickers.map((ticker) => ticker.stop()));
  }
}
