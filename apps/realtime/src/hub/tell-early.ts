import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Ticker } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { Hub } from './hub.js';
import { mostIds } from './recent-ids.js';

const everyMs = 1000;
/** What waits behind so many events is told when the log is back. */
const most = mostIds / 2;

/**
 * While the log can not be reached, what PostgreSQL decides (claims, holds, orders, offers, pins) waits in the outbox.
 * Every node tells its viewers of it from there, without numbers; once the log is back, the same comes numbered.
 * Chat and captions have no other place than the log, and wait for it.
 */
@Injectable()
export class TellEarly implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #ticker = new Ticker('tell-early', everyMs, () => this.#tell());

  constructor(
    private readonly hub: Hub,
    private readonly outbox: Outbox,
  ) {}

  onApplicationBootstrap(): void {
    this.#ticker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#ticker.stop();
  }

  async #tell(): Promise<void> {
    const rooms = new Map(this.hub.rooms.map((room) => [room.sessionId, room]));
    if (rooms.size === 0) return;
    for (const event of await this.outbox.waiting([...rooms.keys()], most)) rooms.get(event.sessionId)?.early(event);
  }
}
