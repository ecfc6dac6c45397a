import { Injectable } from '@nestjs/common';
import type { Actor, Listing, WriteListingText as WriteListingTextInput } from '#libs/contracts';
import { DraftListingTexts } from './draft-listing-texts.js';
import { ListingOwnership } from './listing-ownership.js';
import { ListingsStore } from './listings.store.js';
import { ReadListings } from './read-listings.js';

/** A person writes what a listing says in one language, over whatever was there before. Drafts follow its own language. */
@Injectable()
export class WriteListingText {
  constructor(
    private readonly ownership: ListingOwnership,
    private readonly listings: ReadListings,
    private readonly store: ListingsStore,
    private readonly drafts: DraftListingTexts,
  ) {}

  /** @throws DomainError `listing.not-found` or `account.forbidden` */
  async write(actor: Actor, listingId: string, lang: string, text: WriteListingTextInput): Promise<Listing> {
    const { sourceLang } = await this.ownership.listing(actor, listingId);
    await this.store.writeText(listingId, lang, text);
    if (lang === sourceLang) await this.drafts.renew(listingId);
    return this.listings.byId(listingId);
  }
}
