import { Injectable } from '@nestjs/common';
import type { Actor, CreateVariant, Variant } from '#libs/contracts';
import { ListingOwnership } from './listing-ownership.js';
import { ListingsStore } from './listings.store.js';

@Injectable()
export class AddVariant {
  constructor(
    private readonly ownership: ListingOwnership,
    private readonly store: ListingsStore,
  ) {}

  /** @throws DomainError `listing.not-found`, `account.forbidden` or `listing.sku-taken` */
  async add(actor: Actor, listingId: string, input: CreateVariant): Promise<Variant> {
    return this.store.addVariant(await this.ownership.listing(actor, listingId), input);
  }
}
