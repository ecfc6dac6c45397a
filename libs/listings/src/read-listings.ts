import { Injectable } from '@nestjs/common';
import { ReadExporters } from '#libs/accounts';
import { DomainError, type Listing, type Page, type PageQuery } from '#libs/contracts';
import { ListingsStore } from './listings.store.js';

/** Listings are for everyone to see. */
@Injectable()
export class ReadListings {
  constructor(
    private readonly exporters: ReadExporters,
    private readonly store: ListingsStore,
  ) {}

  /** @throws DomainError `listing.not-found` */
  async byId(id: string): Promise<Listing> {
    const listing = await this.store.find(id);
    if (listing === null) throw new DomainError('listing.not-found');
    return listing;
  }

  /** Newest first. @throws DomainError `exporter.not-found` */
  async ofExporter(exporterId: string, page: PageQuery): Promise<Page<Listing>> {
    const exporter = await this.exporters.byId(exporterId);
    return this.store.listOf(exporter.id, page);
  }
}
