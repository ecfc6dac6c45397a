import { Injectable } from '@nestjs/common';
import type { Actor, Listing, WriteListingText as WriteListingTextInput } from '#libs/contracts';
import { ListingOwnership } from './listing-ownership.js';
import { ListingsStore } from './listings.store.js';
import { ReadListings } from './read-listings.js';

/** A person writes what a listing says in one language, over whatever was there before. */
@Injectable()
export class WriteListingText {
  constructor(
    private readonly ownership: ListingOwnership,
    private readonly listings: ReadListings,
    private readonly store: ListingsStore,
  ) {}

  /** @throws DomainError `listing.not-found` or `account.forbidden` */
  async write(actor: Actor, listingId: string, lang: string, text: WriteListingTextInput): Promise<Listing> {
    await this.ownership.listing(actor, listingId);
    await this.store.writeText(listingId, lang, text);
    return this.listings.byId(listingId);
  }
}
