import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Settings } from '#libs/contracts';
import { errorFields, SETTINGS, Ticker } from '#libs/platform';
import { Presence } from '#libs/session-log';
import { Hub } from '../hub/hub.js';
import type { Room } from '../hub/room.js';

/** Reports this node's viewers, and tells every room how many there are on all nodes. */
@Injectable()
export class ReportPresence implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(ReportPresence.name);
  readonly #nodeId = uuidv7();
  /** What rooms were told last, as JSON. A session is in here as long as its viewers are reported. */
  readonly #told = new Map<string, string>();
  readonly #ticker: Ticker;
  #last: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly presence: Presence,
    private readonly hub: Hub,
  ) {
    this.#ticker = new Ticker('report-presence', settings.PRESENCE_SECONDS * 1000, () => this.#reportAll());
    hub.whenNewLanguage((room) => void this.#inTurn(() => this.#report(room)));
  }

  onApplicationBootstrap(): void {
    this.#ticker.start();
  }

  /** Nobody waits for the expiry of what a node reported that stopped in good order. */
  async onModuleDestroy(): Promise<void> {
    this.#stopped = true;
    await this.#ticker.stop();
    await this.#last;
    await this.#forget([...this.#told.keys()]);
  }

  /** One report after the other: an older one that arrives late would stand until the next. */
  #inTurn(report: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(() => (this.#stopped ? undefined : report()));
    return this.#last;
  }

  async #reportAll(): Promise<void> {
    const { rooms } = this.hub;
    const open = new Set(rooms.map(({ sessionId }) => sessionId));
    await this.#inTurn(() => this.#forget([...this.#told.keys()].filter((sessionId) => !open.has(sessionId))));
    for (const room of rooms) await this.#inTurn(() => this.#report(room));
  }

  async #report(room: Room): Promise<void> {
    const { sessionId } = room;
    const told = this.#told.get(sessionId) ?? '';
    // before the report: one whose answer is lost has to be forgotten as well
    this.#told.set(sessionId, told);
    await this.#orWarn(sessionId, async () => {
      await this.presence.report(this.#nodeId, sessionId, room.viewers());
      const audience = await this.presence.audience(sessionId);
      const figures = JSON.stringify(audience);
      if (figures !== told) room.tellAudience(audience);
      this.#told.set(sessionId, figures);
    });
  }

  async #forget(sessionIds: string[]): Promise<void> {
    for (const sessionId of sessionIds) {
      this.#told.delete(sessionId);
      await this.#orWarn(sessionId, () => this.presence.report(this.#nodeId, sessionId, { byLanguage: {} }));
    }
  }

  async #orWarn(sessionId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.warn({ sessionId, err: errorFields(error as Error) }, 'presence could not be reported');
    }
  }
}
