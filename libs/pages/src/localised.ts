import type { LineUpItem, Listing, Variant } from '#libs/contracts';
import { firstReadable } from './first-readable.js';

/** The text in the reader's language, or in the nearest there is. */
function nearest<T>(texts: Readonly<Record<string, T>>, lang: string, source: string): T | undefined {
  const offered = Object.keys(texts);
  return texts[firstReadable([lang, source, 'en'], offered, offered[0] ?? '')];
}

export const listingText = ({ listing }: LineUpItem, lang: string) => nearest(listing.texts, lang, listing.sourceLang);

export const variantName = (variant: Variant, lang: string): string =>
  nearest(variant.names, lang, 'en') ?? variant.name;

export const listingTitle = (listing: Listing, lang: string): string =>
  nearest(listing.texts, lang, listing.sourceLang)?.title ?? listing.slug;

/** What the first picture shows; '' where nobody has said, or it stands beside the title that says it. */
export const imageAlt = ({ images, sourceLang }: Listing, lang: string): string =>
  nearest(images[0]?.alt ?? {}, lang, sourceLang) ?? '';
