import type { Listing, Stock, Variant } from '#libs/contracts';

/** A listing as the database gives it: amounts are 64-bit there and integers of at most 10^12 here. */
export type ListingRow = Omit<Listing, 'texts' | 'variants'> & {
  texts: { lang: string; title: string; description: string; machine: boolean; reviewed: boolean }[];
  variants: VariantRow[];
};
export type VariantRow = {
  id: string;
  sku: string;
  name: string;
  names: unknown;
  prices: { currency: string; amount: bigint }[];
  stock: StockRow | null;
};
export type StockRow = { onHand: number; held: number; sold: number };

export const stockOf = ({ onHand, held, sold }: StockRow): Stock => ({
  onHand,
  held,
  sold,
  available: onHand - held - sold,
});

export const variantOf = (row: VariantRow): Variant => ({
  id: row.id,
  sku: row.sku,
  name: row.name,
  names: row.names as Record<string, string>,
  prices: row.prices.map(({ currency, amount }) => ({ currency, amount: Number(amount) })),
  stock: stockOf(row.stock ?? { onHand: 0, held: 0, sold: 0 }),
});

export const listingOf = (row: ListingRow): Listing => ({
  id: row.id,
  exporterId: row.exporterId,
  slug: row.slug,
  sourceLang: row.sourceLang,
  texts: Object.fromEntries(
    row.texts.map(({ lang, title, description, machine, reviewed }) => [
      lang,
      { title, description, machine, reviewed },
    ]),
  ),
  image: row.image,
  hsCode: row.hsCode,
  originCountry: row.originCountry,
  variants: row.variants.map(variantOf),
});
