import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Actor, channels, type Offer, type SessionRole } from '#libs/contracts';
import { Database, type OutboxEvent } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { OffersStore } from './offers.store.js';
import { ReadOffers } from './read-offers.js';

/** Who opens and closes offers. */
export const offerKeepers = ['host', 'co-host', 'moderator'] as const satisfies readonly SessionRole[];

/** Ends the claiming of an item; what is held stays held. Closing a closed offer changes nothing. */
@Injectable()
export class CloseOffer {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly offers: ReadOffers,
    private readonly store: OffersStore,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `order.offer-not-found`, `account.forbidden` */
  async close(actor: Actor, offerId: string): Promise<Offer> {
    const offer = await this.offers.byId(offerId);
    await this.sessions.requireRole(actor, offer.sessionId, offerKeepers);
    const event = await this.database.transaction(async (client) => {
      await this.store.lockSession(client, offer.sessionId);
      const closed = await this.store.close(client, offerId);
      if (closed === null) return null;
      const told = {
        id: uuidv7(),
        sessionId: offer.sessionId,
        channel: channels.control,
        event: { type: 'offer.closed' as const, offer: closed },
      } satisfies OutboxEvent;
      await this.outbox.write(client, [told]);
      return told;
    });
    if (event === null) return this.offers.byId(offerId);
    await this.outbox.deliver([event]);
    return event.event.offer;
  }
}
