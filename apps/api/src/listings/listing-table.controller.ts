import { Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, ImportQuery, TableReport } from '#libs/contracts';
import { ExportListings, ImportListings } from '#libs/listings';
import { Answers } from '../answers.decorator.js';
import { TableBody, TakesTable } from './table.decorator.js';

/** Listings as a table, a row for each variant: docs/listings.md names its columns. */
@Controller('v1/exporters/:exporter')
@Allow('person', 'api-key')
export class ListingTableController {
  constructor(
    private readonly exports: ExportListings,
    private readonly imports: ImportListings,
  ) {}

  /** All listings that are not archived. Imported again it changes nothing. */
  @Get('listings.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="listings.csv"')
  @Header('cache-control', 'no-store')
  @Answers(200, 'text/csv')
  csv(@Caller() actor: Actor, @Param('exporter', { schema: Id }) exporter: string): Promise<string> {
    return this.exports.csv(actor, exporter);
  }

  /** Says what a table of at most 2 MiB and 5000 rows would change; with `apply=true` changes all of it, or nothing. */
  @Post('listings/import')
  @TakesTable()
  @Answers(200, TableReport)
  import(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Query({ schema: ImportQuery }) { apply }: ImportQuery,
    @TableBody() file: Buffer,
  ): Promise<TableReport> {
    return this.imports.import(actor, exporter, file, apply);
  }
}
