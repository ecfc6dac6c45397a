import { Injectable } from '@nestjs/common';
import { ExporterMembership, ReadExporters } from '#libs/accounts';
import { type Actor, DomainError, type Listing, type Page } from '#libs/contracts';
import { ListingsStore, type WantedListings } from './listings.store.js';

/** Listings are for everyone to see; those that are archived, where somebody knows their id. */
@Injectable()
export class ReadListings {
  constructor(
    private readonly exporters: ReadExporters,
    private readonly membership: ExporterMembership,
    private readonly store: ListingsStore,
  ) {}

  /** @throws DomainError `listing.not-found` */
  async byId(id: string): Promise<Listing> {
    const listing = await this.store.find(id);
    if (listing === null) throw new DomainError('listing.not-found');
    return listing;
  }

  /** Newest first. @throws DomainError `exporter.not-found`, and `account.forbidden` for what is archived */
  async ofExporter(actor: Actor, exporterId: string, wanted: WantedListings): Promise<Page<Listing>> {
    const exporter = await this.exporters.byId(exporterId);
    if (wanted.archived) await this.membership.requireMember(actor, exporter.id);
    return this.store.listOf(exporter.id, wanted);
  }
}
