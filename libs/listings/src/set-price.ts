import { Injectable } from '@nestjs/common';
import type { Actor, Money } from '#libs/contracts';
import { ListingOwnership } from './listing-ownership.js';
import { ListingsStore } from './listings.store.js';

/** The price of a variant in one currency, from the next claim on: units that are held keep the price they were held at. */
@Injectable()
export class SetPrice {
  constructor(
    private readonly ownership: ListingOwnership,
    private readonly store: ListingsStore,
  ) {}

  /** @throws DomainError `listing.variant-not-found` or `account.forbidden` */
  async set(actor: Actor, variantId: string, price: Money): Promise<Money> {
    await this.ownership.listingOfVariant(actor, variantId);
    await this.store.setPrice(variantId, price);
    return price;
  }
}
