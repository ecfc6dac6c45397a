import { Exporter, Listing, Order, pageOf, Stock } from '#libs/contracts';
import type { HttpRequest } from './http-client.js';
import { query } from './query.js';

type PageFilter = { cursor?: string; limit?: number };

export const myExporters = () => ({ path: '/me/exporters', answer: pageOf(Exporter) });

export const exporterOrders = (exporterId: string, filter: PageFilter = {}) => ({
  path: `/exporters/${exporterId}/orders${query(filter)}`,
  answer: pageOf(Order),
});

export const exporterListings = (exporterId: string, filter: PageFilter = {}) => ({
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
