import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type Listing, type ReviewListingText as Reviewed } from '#libs/contracts';
import { ListingDraftsStore } from './listing-drafts.store.js';
import { ListingOwnership } from './listing-ownership.js';
import { ReadListings } from './read-listings.js';

/** A person has read what a machine wrote and lets it stand: no machine changes it from then on. */
@Injectable()
export class ReviewListingText {
  constructor(
    private readonly ownership: ListingOwnership,
    private readonly listings: ReadListings,
    private readonly store: ListingDraftsStore,
  ) {}

  /**
   * @param seen the text as it was read: a newer one is not reviewed by it
   * @throws DomainError `listing.not-found`, `account.forbidden`, `listing.text-not-found`, `listing.text-changed`
   */
  async review(actor: Actor, listingId: string, lang: string, seen: Reviewed): Promise<Listing> {
    await this.ownership.listing(actor, listingId);
    const reviewed = await this.store.review(listingId, lang, seen);
    if (reviewed === null) throw new DomainError('listing.text-not-found');
    if (!reviewed) throw new DomainError('listing.text-changed');
    return this.listings.byId(listingId);
  }
}
