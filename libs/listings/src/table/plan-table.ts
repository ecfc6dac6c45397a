import { uuidv7 } from 'uuidv7';
import { type Listing, maxVariants, type TableFault, type Variant } from '#libs/contracts';
import { type ListingWrite, says, unchanged, type VariantWrite } from '../listing-write.js';
import type { Fault } from './read-table.js';
import type { Said } from './table-rows.js';

export type TableChange = { listing: string; sku: string | null; fields: string[] };
export interface Plan {
  /** Only of listings that change. */
  writes: ListingWrite[];
  changes: TableChange[];
  faults: Fault[];
  listings: Counts;
  variants: Counts;
}
type Counts = { created: number; changed: number; unchanged: number };

/** What rows come to beside what an exporter has: of the listings and SKUs they name, `known` holds all there are. */
export function planTable(exporterId: string, rows: readonly Said[], known: readonly Listing[]): Plan {
  const plan: Plan = {
    writes: [],
    changes: [],
    faults: faultsOfSkus(rows, known),
    listings: { created: 0, changed: 0, unchanged: 0 },
    variants: { created: 0, changed: 0, unchanged: 0 },
  };
  const groups = new Map<string, Said[]>();
  for (const row of rows) groups.set(row.listing, [...(groups.get(row.listing) ?? []), row]);
  const bySlug = new Map(known.map((listing) => [listing.slug, listing]));
  for (const [slug, group] of groups) planListing(plan, exporterId, group, bySlug.get(slug));
  return plan;
}

function planListing(plan: Plan, exporterId: string, rows: Said[], known: Listing | undefined): void {
  const line = rows[0]?.line ?? 1;
  const fault = (column: string | null, what: TableFault, at = line) =>
    void plan.faults.push({ line: at, column, fault: what });
  const one = <T>(column: string, values: (T | null | undefined)[]): T | null | undefined => {
    const [first, ...others] = values.filter((value) => value !== null && value !== undefined);
    const other = others.find((value) => value !== first);
    if (other !== undefined) fault(column, 'differs', rows[values.indexOf(other)]?.line);
    // no such column, or nothing in it in all rows
    return first ?? values[0];
  };
  const language =
    one(
      'language',
      rows.map((row) => row.language),
    ) ?? known?.sourceLang;
  const own = known?.texts[known.sourceLang];
  const titles = one(
    'title',
    rows.map((row) => row.title),
  );
  const descriptions = one(
    'description',
    rows.map((row) => row.description),
  );
  const title = titles === undefined ? own?.title : titles;
  const description = descriptions === undefined ? own?.description : descriptions;
  const hsCode = one(
    'hs_code',
    rows.map((row) => row.hsCode),
  );
  const originCountry = one(
    'origin_country',
    rows.map((row) => row.originCountry),
  );
  if (language === undefined || language === null) fault('language', 'missing');
  if (known !== undefined && language !== known.sourceLang) fault('language', 'language-differs');
  if (known !== undefined && known.archivedAt !== null) fault('listing', 'listing-archived');
  if (title === undefined || title === null) fault('title', 'missing');
  if (description === undefined || description === null) fault('description', 'missing');
  const base = known === undefined ? aNew(exporterId, rows[0]?.listing ?? '', language ?? '') : unchanged(known);
  const text = { title: title ?? '', description: description ?? '' };
  const write: ListingWrite = {
    ...base,
    hsCode: hsCode === undefined ? base.hsCode : hsCode,
    originCountry: originCountry === undefined ? base.originCountry : originCountry,
    ...(known !== undefined && says(known, text) ? {} : { text }),
  };
  const fields = known === undefined ? ['listing'] : fieldsOf(known, write);
  if (fields.length > 0) plan.changes.push({ listing: write.slug, sku: null, fields });
  planVariants(plan, write, rows, known);
  const added = write.variants.filter(({ position }) => position !== null).length;
  if ((known?.variants.length ?? 0) + added > maxVariants) fault(null, 'too-many-variants');
  const differs = fields.length + write.variants.length > 0;
  plan.listings[known === undefined ? 'created' : differs ? 'changed' : 'unchanged']++;
  if (differs) plan.writes.push(write);
}

function fieldsOf(known: Listing, { hsCode, originCountry, text }: ListingWrite): string[] {
  const own = known.texts[known.sourceLang];
  return [
    ...(text !== undefined && text.title !== own?.title ? ['title'] : []),
    ...(text !== undefined && text.description !== own?.description ? ['description'] : []),
    ...(hsCode === known.hsCode ? [] : ['hs_code']),
    ...(originCountry === known.originCountry ? [] : ['origin_country']),
  ];
}

function planVariants(plan: Plan, write: ListingWrite, rows: readonly Said[], known: Listing | undefined): void {
  for (const row of rows) {
    const variant = known?.variants.find(({ sku }) => sku === row.sku);
    if (variant === undefined && (row.variant === undefined || row.variant === null))
      plan.faults.push({ line: row.line, column: 'variant', fault: 'missing' });
    const { stock } = variant ?? {};
    if (stock !== undefined && typeof row.onHand === 'number' && row.onHand < stock.held + stock.sold)
      plan.faults.push({ line: row.line, column: 'on_hand', fault: 'stock-committed' });
    const position = (known?.variants.length ?? 0) + write.variants.filter((one) => one.position !== null).length;
    const change = variant === undefined ? aNewVariant(row, position) : differences(variant, row);
    const fields = variant === undefined ? ['sku'] : fieldsOfVariant(change);
    plan.variants[variant === undefined ? 'created' : fields.length > 0 ? 'changed' : 'unchanged']++;
    if (fields.length === 0) continue;
    write.variants.push(change);
    plan.changes.push({ listing: write.slug, sku: row.sku, fields });
  }
}

const fieldsOfVariant = ({ name, onHand, prices }: VariantWrite): string[] => [
  ...(name === undefined ? [] : ['variant']),
  ...(onHand === undefined ? [] : ['on_hand']),
  ...Object.keys(prices).map((currency) => `price_${currency}`),
];

/** A blank price takes the price away; a blank name or number of units says nothing. */
function differences({ id, name, stock, prices }: Variant, row: Said): VariantWrite {
  const amountIn = (currency: string) => prices.find((price) => price.currency === currency)?.amount ?? null;
  const changed = Object.entries(row.prices).filter(([currency, amount]) => amount !== amountIn(currency));
  return {
    id,
    position: null,
    ...(typeof row.variant === 'string' && row.variant !== name && { name: row.variant }),
    ...(typeof row.onHand === 'number' && row.onHand !== stock.onHand && { onHand: row.onHand }),
    prices: Object.fromEntries(changed),
  };
}

const aNewVariant = (row: Said, position: number): VariantWrite => ({
  id: uuidv7(),
  position,
  sku: row.sku,
  name: row.variant ?? '',
  onHand: row.onHand ?? 0,
  prices: Object.fromEntries(Object.entries(row.prices).filter(([, amount]) => amount !== null)),
});

const aNew = (exporterId: string, slug: string, sourceLang: string): ListingWrite => ({
  id: uuidv7(),
  exporterId,
  baseVersion: null,
  slug,
  sourceLang,
  hsCode: null,
  originCountry: null,
  archived: false,
  variants: [],
});

/** A SKU names one variant of an exporter, whichever listing it belongs to. */
function faultsOfSkus(rows: readonly Said[], known: readonly Listing[]): Fault[] {
  const seen = new Set<string>();
  const homes = new Map(known.flatMap(({ slug, variants }) => variants.map(({ sku }) => [sku, slug] as const)));
  return rows.flatMap(({ line, listing, sku }): Fault[] => {
    const twice = seen.has(sku);
    seen.add(sku);
    if (twice) return [{ line, column: 'sku', fault: 'sku-twice' }];
    return (homes.get(sku) ?? listing) === listing ? [] : [{ line, column: 'sku', fault: 'sku-elsewhere' }];
  });
}
