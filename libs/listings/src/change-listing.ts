import { Injectable } from '@nestjs/common';
import type { Actor, ChangeListing as ChangeListingInput, Listing } from '#libs/contracts';
import { Outbox } from '#libs/session-log';
import { DraftListingTexts } from './draft-listing-texts.js';
import { ListingOwnership } from './listing-ownership.js';
import { decideChange } from './listing-write.js';
import { ListingWritesStore } from './listing-writes.store.js';
import { ReadListings } from './read-listings.js';

/** Several changes of a listing at once. Who has not seen the newest version changes nothing. */
@Injectable()
export class ChangeListing {
  constructor(
    private readonly ownership: ListingOwnership,
    private readonly listings: ReadListings,
    private readonly store: ListingWritesStore,
    private readonly outbox: Outbox,
    private readonly drafts: DraftListingTexts,
  ) {}

  /** @throws DomainError as `ListingOwnership`, `decideChange` and `ListingWritesStore` do */
  async change(actor: Actor, listingId: string, change: ChangeListingInput): Promise<Listing> {
    const write = decideChange(await this.ownership.listing(actor, listingId), change);
    await this.outbox.deliver(await this.store.write([write]));
    if (write.text !== undefined) await this.drafts.renew(listingId);
    return this.listings.byId(listingId);
  }
}
