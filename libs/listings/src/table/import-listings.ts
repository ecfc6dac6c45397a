import { Injectable } from '@nestjs/common';
import { ExporterMembership, ReadExporters } from '#libs/accounts';
import { type Actor, DomainError, type TableReport } from '#libs/contracts';
import { Outbox } from '#libs/session-log';
import { DraftListingTexts } from '../draft-listing-texts.js';
import { ListingWritesStore } from '../listing-writes.store.js';
import { ListingsStore } from '../listings.store.js';
import { type Plan, planTable } from './plan-table.js';
import { type Fault, readTable } from './read-table.js';
import { readRow, type Said } from './table-rows.js';

/** Faults and changes that a report names one by one. */
const named = 200;

/** Takes a table of listings: says what it would change, or changes all of that at once. */
@Injectable()
export class ImportListings {
  constructor(
    private readonly exporters: ReadExporters,
    private readonly membership: ExporterMembership,
    private readonly listings: ListingsStore,
    private readonly store: ListingWritesStore,
    private readonly outbox: Outbox,
    private readonly drafts: DraftListingTexts,
  ) {}

  /**
   * @param apply false: nothing is changed, and the report names what is wrong
   * @throws DomainError `exporter.not-found`, `account.forbidden`; when it is to be applied also `listing.bad-table` with
   * the places of the faults, or as `ListingWritesStore` does where something changed meanwhile
   */
  async import(actor: Actor, exporterId: string, file: Buffer, apply: boolean): Promise<TableReport> {
    await this.membership.requireMember(actor, exporterId);
    const { id } = await this.exporters.byId(exporterId);
    const table = readTable(file);
    const said: Said[] = [];
    const faults = [...table.faults];
    if (faults.length === 0)
      for (const row of table.rows) {
        const read = readRow(row);
        if ('said' in read) said.push(read.said);
        else faults.push(...read.faults);
      }
    const known = await this.listings.named(
      id,
      [...new Set(said.map(({ listing }) => listing))],
      said.map(({ sku }) => sku),
    );
    const plan = planTable(id, said, known);
    faults.push(...plan.faults);
    if (apply) await this.#apply(plan, faults);
    return reportOf(plan, table.rows.length, faults, apply);
  }

  async #apply({ writes }: Plan, faults: readonly Fault[]): Promise<void> {
    if (faults.length > 0)
      throw new DomainError('listing.bad-table', undefined, {
        fields: faults.slice(0, 20).map(({ line, column, fault }) => ({
          pointer: `/${line}${column === null ? '' : `/${column}`}`,
          reason: fault,
        })),
      });
    await this.outbox.deliver(await this.store.write(writes));
    for (const { id, text, baseVersion } of writes)
      if (text !== undefined && baseVersion !== null) await this.drafts.renew(id);
  }
}

const reportOf = (
  { listings, variants, changes }: Plan,
  rows: number,
  faults: readonly Fault[],
  applied: boolean,
): TableReport => ({
  rows,
  listings,
  variants,
  faults: faults.toSorted((a, b) => a.line - b.line).slice(0, named),
  faultCount: faults.length,
  changes: changes.slice(0, named),
  applied,
});
