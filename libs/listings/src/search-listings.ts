import { Injectable } from '@nestjs/common';
import type { Listing, ListingSearch, Page } from '#libs/contracts';
import { ListingsStore } from './listings.store.js';

/** What a host could show: whatever exporters list, by what people call it. */
@Injectable()
export class SearchListings {
  constructor(private readonly store: ListingsStore) {}

  /** Newest first. Without words every listing. */
  search(query: ListingSearch): Promise<Page<Listing>> {
    return this.store.search(query);
  }
}
