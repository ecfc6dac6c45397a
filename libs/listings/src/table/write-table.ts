import { stringify } from 'csv-stringify/sync';
import type { Listing } from '#libs/contracts';
import { columns, guard, writeAmount } from './table-columns.js';

/**
 * Listings as a table (RFC 4180, UTF-8 with the mark that spreadsheets know it by), a row for each variant, which repeats
 * what its listing says in its own language. Read again it changes nothing.
 */
export function writeTable(listings: readonly Listing[]): string {
  const prices = listings.flatMap(({ variants }) => variants.flatMap((variant) => variant.prices));
  const currencies = [...new Set(prices.map(({ currency }) => currency))].sort();
  const rows = listings.flatMap((listing) => rowsOf(listing, currencies));
  return stringify([[...columns, ...currencies.map((currency) => `price_${currency}`)], ...rows], {
    bom: true,
    record_delimiter: 'windows',
  });
}

function rowsOf(listing: Listing, currencies: readonly string[]): string[][] {
  const { slug, sourceLang, texts, hsCode, originCountry, variants } = listing;
  const text = texts[sourceLang];
  const own = [slug, sourceLang, text?.title ?? '', text?.description ?? '', hsCode ?? '', originCountry ?? ''];
  return variants.map(({ sku, name, stock, prices }) =>
    [
      ...own,
      sku,
      name,
      String(stock.onHand),
      ...currencies.map((currency) => {
        const price = prices.find((one) => one.currency === currency);
        return price === undefined ? '' : writeAmount(price.amount, currency);
      }),
    ].map(guard),
  );
}
