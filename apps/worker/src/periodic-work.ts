import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SettleCaptions } from '#libs/captions';
import { OutboxStore } from '#libs/database';
import { SampleAudience } from '#libs/desk';
import { AcceptSilence, DrawOffers, ExpireHolds, PromoteWaiting, ReconcileStock, RemindHolders } from '#libs/orders';
import { Ticker } from '#libs/platform';
import { LogArchiver, Outbox } from '#libs/session-log';
import { MeasureBacklog } from '#libs/operations';
import { ServeLanguages } from '#libs/translation';
import { EndSilentVideo, MoveByVideo } from '#libs/video';
import { DeliverWebhooks } from '#libs/webhooks';

const minute = 60_000;
const hour = 60 * minute;

/** What a worker does by the clock. Every task may run in several workers at once. */
@Injectable()
export class PeriodicWork implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #tickers: Ticker[];

  constructor(
    holds: ExpireHolds,
    outbox: Outbox,
    archiver: LogArchiver,
    outboxStore: OutboxStore,
    captions: SettleCaptions,
    languages: ServeLanguages,
    waiting: PromoteWaiting,
    draws: DrawOffers,
    stock: ReconcileStock,
    webhooks: DeliverWebhooks,
    reminders: RemindHolders,
    silence: AcceptSilence,
    video: EndSilentVideo,
    audience: SampleAudience,
    byVideo: MoveByVideo,
    backlog: MeasureBacklog,
  ) {
    this.#tickers = [
      new Ticker('expire-holds', 1000, () => holds.sweepHeld()),
      new Ticker('expire-paying', 1000, () => holds.sweepPaying()),
      new Ticker('promote-waiting', 1000, () => waiting.sweep()),
      new Ticker('draw-offers', 500, () => draws.sweep()),
      new Ticker('reconcile-stock', minute, () => stock.run()),
      new Ticker('deliver-webhooks', 500, () => webhooks.run()),
      new Ticker('remind-holders', 1000, () => reminders.sweep()),
      new Ticker('accept-silence', 10_000, () => silence.sweep()),
      new Ticker('end-silent-video', 1000, () => video.sweep()),
      new Ticker('sample-audience', 5000, () => audience.sample()),
      new Ticker('move-by-video', 1000, () => byVideo.sweep()),
      new Ticker('relay-outbox', 500, () => outbox.relay()),
      new Ticker('archive-log', 300, () => archiver.archive()),
      new Ticker('settle-captions', 1000, () => captions.settle()),
      new Ticker('serve-languages', 1000, () => languages.serve()),
      new Ticker('measure-backlog', 5000, () => backlog.run()),
      new Ticker('prune-outbox', hour, () => outboxStore.prune()),
      new Ticker('prune-webhooks', hour, () => webhooks.prune()),
    ];
  }

  onApplicationBootstrap(): void {
    for (const ticker of this.#tickers) ticker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#tickers.map((ticker) => ticker.stop()));
  }
}
