import { Injectable } from '@nestjs/common';
import { ExporterMembership, ReadExporters } from '#libs/accounts';
import type { Actor, Listing } from '#libs/contracts';
import { ListingsStore } from '../listings.store.js';
import { writeTable } from './write-table.js';

/** All listings of an exporter that are not archived, as a table that `ImportListings` takes. */
@Injectable()
export class ExportListings {
  constructor(
    private readonly exporters: ReadExporters,
    private readonly membership: ExporterMembership,
    private readonly store: ListingsStore,
  ) {}

  /** @returns CSV, oldest first. @throws DomainError `exporter.not-found` or `account.forbidden` */
  async csv(actor: Actor, exporterId: string): Promise<string> {
    await this.membership.requireMember(actor, exporterId);
    const { id } = await this.exporters.byId(exporterId);
    const listings: Listing[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await this.store.listOf(id, { limit: 100, ...(cursor !== undefined && { cursor }) });
      listings.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      more = cursor !== undefined;
    }
    return writeTable(listings.reverse());
  }
}
