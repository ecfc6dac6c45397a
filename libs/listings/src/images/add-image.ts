import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type Listing } from '#libs/contracts';
import { ListingOwnership } from '../listing-ownership.js';
import { ReadListings } from '../read-listings.js';
import { cleanImage } from './clean-image.js';
import { ImagesStore } from './images.store.js';

/** A picture of a listing, behind those it has. The same one again changes nothing. */
@Injectable()
export class AddImage {
  constructor(
    private readonly ownership: ListingOwnership,
    private readonly listings: ReadListings,
    private readonly store: ImagesStore,
  ) {}

  /** @throws DomainError `listing.not-found`, `account.forbidden`, `listing.bad-image` or `listing.too-many-images` */
  async add(actor: Actor, listingId: string, file: Buffer): Promise<Listing> {
    await this.ownership.listing(actor, listingId);
    const image = cleanImage(file);
    if (image === null) throw new DomainError('listing.bad-image');
    const id = createHash('sha256').update(image.bytes).digest('hex');
    await this.store.add(listingId, id, image);
    return this.listings.byId(listingId);
  }
}
