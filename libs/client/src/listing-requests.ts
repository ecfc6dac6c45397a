import { type ChangeListing, type CreateListing, Listing, TableReport, type WriteListingText } from '#libs/contracts';
import type { z } from 'zod';
import type { HttpRequest } from './http-client.js';

export const listing = (listingId: string) => ({ path: `/listings/${listingId}`, answer: Listing });

export const createListing = (exporterId: string, body: z.input<typeof CreateListing>): HttpRequest<Listing> => ({
  method: 'POST',
  path: `/exporters/${exporterId}/listings`,
  body,
  answer: Listing,
});

/** All of the changes or none; what is not named stays. */
export const changeListing = (listingId: string, body: ChangeListing): HttpRequest<Listing> => ({
  method: 'PATCH',
  path: `/listings/${listingId}`,
  body,
  answer: Listing,
});

/** @param file PNG, JPEG or WebP. The same one again changes nothing. */
export const addImage = (listingId: string, file: Blob): HttpRequest<Listing> => ({
  method: 'POST',
  path: `/listings/${listingId}/images`,
  body: file,
  answer: Listing,
});

/** In the words of a person. */
export const writeListingText = (listingId: string, lang: string, body: WriteListingText): HttpRequest<Listing> => ({
  method: 'PUT',
  path: `/listings/${listingId}/texts/${encodeURIComponent(lang)}`,
  body,
  answer: Listing,
});

/** @param file CSV. Without `apply` nothing is changed. */
export const importListings = (exporterId: string, file: Blob, apply: boolean): HttpRequest<TableReport> => ({
  method: 'POST',
  path: `/exporters/${exporterId}/listings/import?apply=${apply}`,
  body: new Blob([file], { type: 'text/csv' }),
  answer: TableReport,
});

/** CSV, as text. */
export const listingsTable = (exporterId: string): string => `/exporters/${exporterId}/listings.csv`;
