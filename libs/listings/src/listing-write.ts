import { uuidv7 } from 'uuidv7';
import { type ChangeListing, type ChangeVariant, DomainError, type Listing, maxVariants } from '#libs/contracts';

/** What is written of one listing. What is undefined stays as it is; the rest of a new one is all there. */
export interface ListingWrite {
  id: string;
  exporterId: string;
  /** Null: it is new. */
  baseVersion: number | null;
  slug: string;
  sourceLang: string;
  hsCode: string | null;
  originCountry: string | null;
  archived: boolean;
  text?: { title: string; description: string };
  images?: readonly { id: string; alt: Record<string, string> }[];
  variants: VariantWrite[];
}

export interface VariantWrite {
  id: string;
  /** Null: it is there already. */
  position: number | null;
  sku?: string;
  name?: string;
  names?: Record<string, string>;
  onHand?: number;
  /** In minor units by currency; null: none any more. */
  prices: Record<string, number | null>;
}

/** A write that changes nothing yet. */
export const unchanged = (listing: Listing): ListingWrite => ({
  id: listing.id,
  exporterId: listing.exporterId,
  baseVersion: listing.version,
  slug: listing.slug,
  sourceLang: listing.sourceLang,
  hsCode: listing.hsCode,
  originCountry: listing.originCountry,
  archived: listing.archivedAt !== null,
  variants: [],
});

/**
 * What a person's changes come to, if they may be made.
 *
 * @throws DomainError `listing.changed`, `listing.archived`, `listing.variant-not-found`, `listing.image-not-found` or
 * `listing.too-many-variants`
 */
export function decideChange(listing: Listing, change: ChangeListing): ListingWrite {
  const { text, hsCode, originCountry, archived, images, variants = [] } = change;
  if (change.baseVersion !== listing.version) throw new DomainError('listing.changed');
  if (listing.archivedAt !== null && archived !== false) throw new DomainError('listing.archived');
  if (images?.some(({ id }) => !listing.images.some((image) => image.id === id)))
    throw new DomainError('listing.image-not-found');
  const added = variants.filter(({ id }) => id === undefined).length;
  if (listing.variants.length + added > maxVariants) throw new DomainError('listing.too-many-variants');
  const write = unchanged(listing);
  return {
    ...write,
    hsCode: hsCode === undefined ? write.hsCode : hsCode,
    originCountry: originCountry === undefined ? write.originCountry : originCountry,
    archived: archived ?? write.archived,
    ...(text && !says(listing, text) && { text }),
    ...(images && { images }),
    variants: variants.map((variant, at) => variantWrite(listing, variant, listing.variants.length + at)),
  };
}

function variantWrite(listing: Listing, { id, prices = {}, onHand, ...rest }: ChangeVariant, position: number) {
  if (id === undefined) return { ...rest, id: uuidv7(), position, onHand: onHand ?? 0, prices };
  const known = listing.variants.find((variant) => variant.id === id);
  if (known === undefined) throw new DomainError('listing.variant-not-found');
  // the same number again is no change, whatever was held or sold meanwhile
  const stock = onHand === undefined || onHand === known.stock.onHand ? {} : { onHand };
  return { ...rest, ...stock, id, position: null, prices };
}

export function says({ texts, sourceLang }: Listing, { title, description }: { title: string; description: string }) {
  const own = texts[sourceLang];
  return own?.title === title && own.description === description;
}
