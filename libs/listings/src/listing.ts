import { imageUrl, type Listing, type Stock, type Variant } from '#libs/contracts';

/** A listing as the database gives it: amounts are 64-bit there and integers of at most 10^12 here. */
export type ListingRow = Omit<Listing, 'texts' | 'variants' | 'images' | 'archivedAt'> & {
  textVersion: number;
  archivedAt: Date | null;
  texts: TextRow[];
  images: { sha256: string; alt: unknown; image: { width: number; height: number } }[];
  variants: VariantRow[];
};
type TextRow = {
  lang: string;
  title: string;
  description: string;
  machine: boolean;
  reviewed: boolean;
  textVersion: number | null;
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
    row.texts.map(({ lang, title, description, machine, reviewed, textVersion }) => [
      lang,
      { title, description, machine, reviewed, stale: (textVersion ?? row.textVersion) < row.textVersion },
    ]),
  ),
  // what was uploaded is shown before what was named by an address
  image: row.images[0] === undefined ? row.image : imageUrl(row.images[0].sha256),
  images: row.images.map(({ sha256, alt, image }) => ({
    id: sha256,
    url: imageUrl(sha256),
    width: image.width,
    height: image.height,
    alt: alt as Record<string, string>,
  })),
  hsCode: row.hsCode,
  originCountry: row.originCountry,
  version: row.version,
  archivedAt: row.archivedAt?.toISOString() ?? null,
  variants: row.variants.map(variantOf),
});
