import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Actor, channels, DomainError, type Offer, type OpenOffer as OpenOfferInput } from '#libs/contracts';
import { Database, type OutboxEvent } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { offerKeepers } from './close-offer.js';
import { commitToSeed } from './draw.js';
import { OffersStore } from './offers.store.js';

/** Lets viewers claim an item of the line-up. An item has one open offer: asking again gives that one, unchanged. */
@Injectable()
export class OpenOffer {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly store: OffersStore,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `session.not-found`, `session.wrong-state`, `session.code-not-found`, `account.forbidden` */
  async open(actor: Actor, idOrSlug: string, input: OpenOfferInput): Promise<Offer> {
    const session = await this.sessions.findAs(actor, idOrSlug, offerKeepers);
    if (session.state !== 'live') throw new DomainError('session.wrong-state', 'The session is not live.');
    const { offer, events } = await this.database.transaction(async (client) => {
      await this.store.lockSession(client, session.id);
      const open = (await this.store.openIn(session.id, client)).find(({ code }) => code === input.code);
      if (open !== undefined) return { offer: open, events: [] };
      const commitment = input.mode === 'FAIR_WINDOW' ? commitToSeed() : undefined;
      const opened = await this.store.insert(client, uuidv7(), session.id, input, commitment);
      if (opened === null) throw new DomainError('session.code-not-found');
      const event: OutboxEvent = {
        id: uuidv7(),
        sessionId: session.id,
        channel: channels.control,
        event: { type: 'offer.opened', offer: opened },
      };
      await this.outbox.write(client, [event]);
      return { offer: opened, events: [event] };
    });
    await this.outbox.deliver(events);
    return offer;
  }
}
