import { Injectable } from '@nestjs/common';
import { ExporterMembership, ReadExporters } from '#libs/accounts';
import type { Actor, CreateListing as CreateListingInput, Listing } from '#libs/contracts';
import { ListingsStore } from './listings.store.js';

@Injectable()
export class CreateListing {
  constructor(
    private readonly exporters: ReadExporters,
    private readonly membership: ExporterMembership,
    private readonly store: ListingsStore,
  ) {}

  /** @throws DomainError `exporter.not-found`, `account.forbidden`, `listing.slug-taken` or `listing.sku-taken` */
  async create(actor: Actor, exporterId: string, input: CreateListingInput): Promise<Listing> {
    await this.membership.requireMember(actor, exporterId);
    const exporter = await this.exporters.byId(exporterId);
    return this.store.create(exporter.id, input);
  }
}
