import { Injectable } from '@nestjs/common';
import { DomainError, type Offer } from '#libs/contracts';
import { Sessions } from '#libs/sessions';
import { OffersStore } from './offers.store.js';

@Injectable()
export class ReadOffers {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: OffersStore,
  ) {}

  /** The open offers of a session, the first opened first. */
  openIn(sessionId: string): Promise<Offer[]> {
    return this.store.openIn(sessionId);
  }

  /** @throws DomainError `session.not-found` */
  async openInSession(idOrSlug: string): Promise<Offer[]> {
    const session = await this.sessions.find(idOrSlug);
    return this.store.openIn(session.id);
  }

  /** @throws DomainError `order.offer-not-found` */
  async byId(id: string): Promise<Offer> {
    const offer = await this.store.find(id);
    if (offer === null) throw new DomainError('order.offer-not-found');
    return offer;
  }
}
