import { Injectable } from '@nestjs/common';
import type { Actor, OfferClaim, OfferHold, OfferHoldsQuery, OfferPlace, Page, PageQuery } from '#libs/contracts';
import { Sessions } from '#libs/sessions';
import { offerKeepers } from './close-offer.js';
import { OfferWatchStore } from './offer-watch.store.js';
import { ReadOffers } from './read-offers.js';

/** Who claims, holds and waits: for those who run the session. */
@Injectable()
export class WatchOffer {
  constructor(
    private readonly offers: ReadOffers,
    private readonly sessions: Sessions,
    private readonly store: OfferWatchStore,
  ) {}

  /** In the order they were given. @throws DomainError `order.offer-not-found`, `account.forbidden` */
  async holds(actor: Actor, offerId: string, query: OfferHoldsQuery): Promise<Page<OfferHold>> {
    await this.#requireKeeper(actor, offerId);
    return this.store.holds(offerId, query);
  }

  /** In the order of the line. @throws DomainError `order.offer-not-found`, `account.forbidden` */
  async waiting(actor: Actor, offerId: string, query: PageQuery): Promise<Page<OfferPlace>> {
    await this.#requireKeeper(actor, offerId);
    return this.store.waiting(offerId, query);
  }

  /** Newest first. @throws DomainError `order.offer-not-found`, `account.forbidden` */
  async claims(actor: Actor, offerId: string, query: PageQuery): Promise<Page<OfferClaim>> {
    await this.#requireKeeper(actor, offerId);
    return this.store.claims(offerId, query);
  }

  async #requireKeeper(actor: Actor, offerId: string): Promise<void> {
    const { sessionId } = await this.offers.byId(offerId);
    await this.sessions.requireRole(actor, sessionId, offerKeepers);
  }
}
