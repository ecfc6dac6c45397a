import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { channels, type Offer } from '#libs/contracts';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { draw } from './draw.js';
import { OffersStore } from './offers.store.js';
import { PoolStore } from './pool.store.js';
import { PromoteWaiting } from './promote-waiting.js';

/**
 * Draws the offers whose window is over, in two steps that the room sees one after the other: first the head of the
 * claim log is told, then the seed. Any number of processes may do it at once.
 */
@Injectable()
export class DrawOffers {
  constructor(
    private readonly database: Database,
    private readonly offers: OffersStore,
    private readonly pool: PoolStore,
    private readonly promotion: PromoteWaiting,
    private readonly outbox: Outbox,
  ) {}

  /** Returns how many offers it drew. */
  async sweep(): Promise<number> {
    let drawn = 0;
    for (const { id, sessionId } of await this.offers.dueForDraw()) {
      await this.#step(sessionId, async (client) => {
        const closed = await this.offers.closeWindow(client, id);
        return closed === null ? [] : [news('offer.window-closed', closed)];
      });
      const events = await this.#step(sessionId, (client) => this.#draw(client, id));
      drawn += events.length;
      await this.promotion.soon(await this.pool.variantsOf(id));
    }
    return drawn;
  }

  async #draw(client: Queryable, offerId: string): Promise<OutboxEvent[]> {
    const secret = await this.offers.secretOf(client, offerId);
    if (secret === null) return [];
    const pool = await this.pool.of(client, offerId);
    await this.pool.reorder(client, draw(secret.seed, secret.logHead, pool));
    return [news('offer.drawn', await this.offers.markDrawn(client, offerId))];
  }

  /** Under the session's lock, as claims are. */
  async #step(sessionId: string, work: (client: Queryable) => Promise<OutboxEvent[]>): Promise<OutboxEvent[]> {
    const events = await this.database.transaction(async (client) => {
      await this.offers.lockSession(client, sessionId);
      const told = await work(client);
      await this.outbox.write(client, told);
      return told;
    });
    await this.outbox.deliver(events);
    return events;
  }
}

const news = (type: 'offer.window-closed' | 'offer.drawn', offer: Offer): OutboxEvent => ({
  id: uuidv7(),
  sessionId: offer.sessionId,
  channel: channels.control,
  event: { type, offer },
});
