import { z } from 'zod';

/** Largest table of listings, in bytes of UTF-8. */
export const maxTableBytes = 2 * 1024 * 1024;
/** Rows (variants) that one table may have, without its header. */
export const maxTableRows = 5000;
export const tableTypes = { 'text/csv': 'csv' } as const;

/** What is wrong with a table, or with one cell of it. */
export const TableFault = z.enum([
  'not-utf8',
  'not-csv',
  'too-many-rows',
  'no-rows',
  'unknown-column',
  'column-twice',
  'column-missing',
  'missing',
  'invalid',
  'differs',
  'sku-twice',
  'sku-elsewhere',
  'listing-archived',
  'language-differs',
  'too-many-variants',
  'stock-committed',
]);
export type TableFault = z.infer<typeof TableFault>;

const Counts = z.object({ created: z.int(), changed: z.int(), unchanged: z.int() });

/** What a table would change, or has changed, and what of it can not be taken. With a fault nothing is changed. */
export const TableReport = z
  .object({
    rows: z.int(),
    listings: Counts,
    variants: Counts,
    faults: z
      .array(
        z.object({
          line: z.int().meta({ description: 'of the file, from 1' }),
          column: z.string().nullable().meta({ description: 'its name in the header; null: the row as a whole' }),
          fault: TableFault,
        }),
      )
      .meta({ description: 'the first 200' }),
    faultCount: z.int(),
    changes: z
      .array(z.object({ listing: z.string(), sku: z.string().nullable(), fields: z.array(z.string()) }))
      .meta({ description: 'the first 200 that are new (all columns) or differ: the listing itself, or one variant' }),
    applied: z.boolean(),
  })
  .meta({ id: 'TableReport' });
export type TableReport = z.infer<typeof TableReport>;

/** Without `apply=true` nothing is changed. */
export const ImportQuery = z.object({
  apply: z
    .enum(['true', 'false'])
    .default('false')
    .transform((word) => word === 'true'),
});
export type ImportQuery = z.infer<typeof ImportQuery>;
