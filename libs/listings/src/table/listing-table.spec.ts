import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type Listing, plainText, Sku } from '#libs/contracts';
import { planTable } from './plan-table.js';
import { readTable } from './read-table.js';
import { readRow } from './table-rows.js';
import { writeTable } from './write-table.js';

const exporterId = '01890000-0000-7000-8000-000000000001';

/** What a table comes to beside what an exporter has. */
function planOf(file: string | Buffer, known: readonly Listing[] = []) {
  const table = readTable(Buffer.from(file));
  const rows = table.rows.map(readRow);
  const faults = [...table.faults, ...rows.flatMap((row) => ('faults' in row ? row.faults : []))];
  const plan = planTable(
    exporterId,
    rows.flatMap((row) => ('said' in row ? [row.said] : [])),
    known,
  );
  return { ...plan, faults: [...faults, ...plan.faults] };
}

const text = (schema: ReturnType<typeof plainText>, maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength }),
      fc.string({
        unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\n', '\t', ' ', 'x', '1'),
        maxLength: 12,
      }),
    )
    .map((written) => schema.safeParse(written).data ?? 'x');
const stock = fc.nat(10_000_000).map((onHand) => ({ onHand, held: 0, sold: 0, available: onHand }));
const variant = fc.record({
  id: fc.uuid({ version: 7 }),
  sku: text(Sku, 64),
  name: text(plainText(40), 40),
  names: fc.constant({}),
  stock,
  prices: fc.uniqueArray(
    fc.record({ currency: fc.constantFrom('USD', 'RWF', 'KWD', 'JPY'), amount: fc.integer({ min: 1, max: 10 ** 12 }) }),
    { selector: ({ currency }) => currency },
  ),
});
const listing: fc.Arbitrary<Listing> = fc
  .record({
    id: fc.uuid({ version: 7 }),
    exporterId: fc.constant(exporterId),
    slug: fc.stringMatching(/^[a-z0-9]{2,20}(-[a-z0-9]{1,20})?$/),
    sourceLang: fc.constantFrom('en', 'zh-Hans', 'ar'),
    title: text(plainText(120), 120),
    description: text(plainText(2000), 300),
    hsCode: fc.option(fc.stringMatching(/^\d{6,10}$/)),
    originCountry: fc.option(fc.constantFrom('RW', 'CN', 'KE')),
    variants: fc.array(variant, { minLength: 1, maxLength: 4 }),
  })
  .map(({ title, description, ...rest }) => ({
    ...rest,
    texts: { [rest.sourceLang]: { title, description, machine: false, reviewed: true, stale: false } },
    image: null,
    images: [],
    version: 3,
    archivedAt: null,
  }));
/** SKUs are an exporter's own names: each of one variant. */
const listings = fc.uniqueArray(listing, { selector: ({ slug }) => slug, minLength: 1, maxLength: 5 }).map((all) =>
  all.map((one, at) => ({
    ...one,
    variants: one.variants.map((own, place) => ({ ...own, sku: `${own.sku.slice(0, 58).trim()}_${at}.${place}` })),
  })),
);

describe('a table of listings', () => {
  it('that was exported changes nothing when it is imported', () => {
    fc.assert(
      fc.property(listings, (known) => {
        expect(planOf(writeTable(known), known)).toMatchObject({ writes: [], changes: [], faults: [] });
      }),
    );
  });

  it('makes the same listings where there are none', () => {
    fc.assert(
      fc.property(listings, (known) => {
        const { writes, faults } = planOf(writeTable(known));
        expect(faults).toEqual([]);
        expect(
          writes.map(({ slug, sourceLang, hsCode, originCountry, text: own, variants }) => ({
            slug,
            sourceLang,
            hsCode,
            originCountry,
            own,
            variants: variants.map(({ sku, name, onHand, prices }) => ({ sku, name, onHand, prices })),
          })),
        ).toEqual(
          known.map(({ slug, sourceLang, hsCode, originCountry, texts, variants }) => ({
            slug,
            sourceLang,
            hsCode,
            originCountry,
            own: { title: texts[sourceLang]?.title, description: texts[sourceLang]?.description },
            variants: variants.map(({ sku, name, stock: { onHand }, prices }) => ({
              sku,
              name,
              onHand,
              prices: Object.fromEntries(prices.map(({ currency, amount }) => [currency, amount])),
            })),
          })),
        );
      }),
    );
  });

  it('holds no cell that a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(listings, (known) => {
        const cells = parse(writeTable(known), { bom: true }).flat();
        expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      }),
    );
  });

  it('is read as spreadsheets of the world write it', () => {
    const rows = 'Listing;Language;Title;Description;HS_code;Origin_country;SKU;Variant;On_hand;Price_usd\r\n';
    const { writes, faults } = planOf(
      `\uFEFF${rows}tea;EN;Tea;"Black,\r\nstrong.";0902.30;rw;T1;250 g;5;14.5\r\n\r\ntea;;;;;;T2;500 g;;`,
    );
    expect(faults).toEqual([]);
    expect(writes).toMatchObject([
      {
        slug: 'tea',
        sourceLang: 'en',
        text: { title: 'Tea', description: 'Black,\nstrong.' },
        hsCode: '090230',
        originCountry: 'RW',
        variants: [
          { sku: 'T1', name: '250 g', onHand: 5, prices: { USD: 1450 } },
          { sku: 'T2', name: '500 g', onHand: 0, prices: {} },
        ],
      },
    ]);
  });

  it('says by line and column what is wrong with it', () => {
    const rows = [
      'listing,language,title,description,hs_code,sku,variant,on_hand,price_USD,price_RWF',
      'tea,en,Tea,"Black,',
      'strong.",9023,T1,250 g,1.5,"14,50",1450.5',
      'tea,en,Other tea,,,T2,,5,,',
      'jam,en,Jam,Sweet.,,T2,Jar,5,,',
      'salt,en,,White.,,S1,Bag,5,,,extra',
    ];
    expect(planOf(rows.join('\n')).faults).toEqual([
      { line: 6, column: null, fault: 'invalid' },
      { line: 2, column: 'hs_code', fault: 'invalid' },
      { line: 2, column: 'on_hand', fault: 'invalid' },
      { line: 2, column: 'price_USD', fault: 'invalid' },
      { line: 2, column: 'price_RWF', fault: 'invalid' },
      { line: 5, column: 'sku', fault: 'sku-twice' },
      { line: 4, column: 'description', fault: 'missing' },
      { line: 4, column: 'variant', fault: 'missing' },
      { line: 6, column: 'title', fault: 'missing' },
    ]);
  });

  it.each([
    [Buffer.from([0x6c, 0xe9]), 'not-utf8', 1],
    ['listing,sku\ntea,"T1\n', 'not-csv', 2],
    ['', 'no-rows', 1],
    ['listing,sku\n', 'no-rows', 1],
    ['listing\ntea', 'column-missing', 1],
    ['listing,sku,colour\ntea,T1,red', 'unknown-column', 1],
    ['listing,sku,sku\ntea,T1,T1', 'column-twice', 1],
    [`listing,sku\n${'tea,T1\n'.repeat(5001)}`, 'too-many-rows', 1],
  ])('is refused as a whole: %#', (file, fault, line) => {
    expect(planOf(file).faults[0]).toMatchObject({ fault, line });
  });
});
