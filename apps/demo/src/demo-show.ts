import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { errorFields, publicUrl, realtimeUrl, SETTINGS } from '#libs/platform';
import { Sessions } from '#libs/sessions';
import { demoAccounts } from './demo-accounts.js';
import { readCatalogue, readTranscript, readViewers } from './demo-content.js';
import { DemoHost } from './demo-host.js';
import { DemoViewer } from './demo-viewer.js';
import { Pause } from './pause.js';

/** Pause between two times through the transcript, in milliseconds. */
const intermissionMs = 8000;

/** Keeps the demo session alive: its host speaks, and simulated viewers answer, all by the public protocol. */
@Injectable()
export class DemoShow implements OnModuleDestroy {
  readonly #logger = new Logger(DemoShow.name);
  readonly #over = new AbortController();
  readonly #pause = new Pause(this.#over.signal);
  #cast: { leave(): void }[] = [];

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly sessions: Sessions,
  ) {}

  /** Call it when the house answers requests. Does nothing when the demo session is not live. */
  async open(): Promise<void> {
    try {
      await this.#gather();
    } catch (error) {
      // whoever is still on the way when the house closes finds nobody there, and that is no failure
      if (!this.#over.signal.aborted) throw error;
    }
  }

  async #gather(): Promise<void> {
    const catalogue = await readCatalogue();
    const session = await this.sessions.findLive(catalogue.session.slug).catch(() => null);
    if (session === null) return;
    const address = { http: publicUrl(this.settings), realtime: realtimeUrl(this.settings) };
    const cues = await readTranscript(catalogue.session.transcript);
    const show = { cues, pins: catalogue.session.lineUp, sessionId: session.id, sourceLang: session.sourceLang };
    const host = new DemoHost(address, show, this.#pause);
    this.#cast.push(host);
    await host.arrive(demoAccounts(this.settings, catalogue).host);
    const viewers = this.settings.DEMO_VIEWERS
      ? (await readViewers()).map((script) => new DemoViewer(address, script, this.#pause))
      : [];
    for (const viewer of viewers) {
      this.#cast.push(viewer);
      await viewer.arrive(session.id);
    }
    const mediaZero = Date.parse(session.startedAt ?? session.startsAt);
    void this.#goOn(host, viewers, mediaZero);
  }

  onModuleDestroy(): void {
    this.#over.abort();
    for (const person of this.#cast) person.leave();
  }

  async #goOn(host: DemoHost, viewers: DemoViewer[], mediaZero: number): Promise<void> {
    while (!this.#over.signal.aborted) {
      try {
        await host.speak(Date.now() - mediaZero, (cue) => {
          for (const viewer of viewers) void viewer.react(cue).catch((error: Error) => this.#stumble(error));
        });
        await this.#pause.for(intermissionMs);
      } catch (error) {
        this.#stumble(error as Error);
        await this.#pause.for(intermissionMs).catch(() => {});
      }
    }
  }

  /** Somebody of the cast could not do their part: the show goes on. */
  #stumble(error: Error): void {
    if (!this.#over.signal.aborted) this.#logger.warn({ err: errorFields(error) }, 'the demo stumbled');
  }
}
