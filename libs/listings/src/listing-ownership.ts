import { Injectable } from '@nestjs/common';
import { ExporterMembership } from '#libs/accounts';
import { type Actor, DomainError, type Listing } from '#libs/contracts';
import { ListingsStore } from './listings.store.js';
import { ReadListings } from './read-listings.js';

/** Finds what a caller wants to change, if it is theirs to change. */
@Injectable()
export class ListingOwnership {
  constructor(
    private readonly listings: ReadListings,
    private readonly membership: ExporterMembership,
    private readonly store: ListingsStore,
  ) {}

  /** @throws DomainError `listing.not-found`, `account.unauthenticated` or `account.forbidden` */
  async listing(actor: Actor, listingId: string): Promise<Listing> {
    const listing = await this.listings.byId(listingId);
    await this.membership.requireMember(actor, listing.exporterId);
    return listing;
  }

  /** The listing that has the variant. @throws DomainError `listing.variant-not-found`, or as above */
  async listingOfVariant(actor: Actor, variantId: string): Promise<string> {
    const owner = await this.store.ownerOf(variantId);
    if (owner === null) throw new DomainError('listing.variant-not-found');
    await this.membership.requireMember(actor, owner.exporterId);
    return owner.listingId;
  }
}
