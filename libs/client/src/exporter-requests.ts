import { DraftedListingTexts, Exporter, Listing, pageOf, type ReviewListingText, Stock } from '#libs/contracts';
import type { HttpRequest } from './http-client.js';
import { query } from './query.js';

type PageFilter = { cursor?: string; limit?: number };

export const myExporters = () => ({ path: '/me/exporters', answer: pageOf(Exporter) });

export const exporterListings = (exporterId: string, filter: PageFilter & { q?: string; archived?: 'true' } = {}) => ({
  path: `/exporters/${exporterId}/listings${query(filter)}`,
  answer: pageOf(Listing),
});

/** @param onHand all units, those held and sold included */
export const setStock = (variantId: string, onHand: number): HttpRequest<Stock> => ({
  method: 'PUT',
  path: `/variants/${variantId}/stock`,
  body: { onHand },
  answer: Stock,
});

/** Machines write drafts in these languages. */
export const draftListingTexts = (
  listingId: string,
  languages: readonly string[],
): HttpRequest<DraftedListingTexts> => ({
  method: 'POST',
  path: `/listings/${listingId}/translations`,
  body: { languages },
  answer: DraftedListingTexts,
});

/** Lets a draft stand as it was read. */
export const reviewListingText = (listingId: string, lang: string, body: ReviewListingText): HttpRequest<Listing> => ({
  method: 'POST',
  path: `/listings/${listingId}/texts/${encodeURIComponent(lang)}/review`,
  body,
  answer: Listing,
});
