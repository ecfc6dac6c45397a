import {
  OfferClaim,
  OfferHold,
  type OfferHoldsQuery,
  OfferPlace,
  type Page,
  type PageQuery,
  pageOf,
  SessionPulse,
  SessionSales,
} from '#libs/contracts';
import type { HttpRequest } from './http-client.js';
import { query } from './query.js';

/** Of an offer, the first that was given first; without a state the open ones. */
export const offerHolds = (id: string, filter: Partial<OfferHoldsQuery> = {}): HttpRequest<Page<OfferHold>> => ({
  path: `/offers/${id}/holds${query(filter)}`,
  answer: pageOf(OfferHold),
});

/** Who waits for units of an offer, the next to be served first. */
export const offerWaiting = (id: string, filter: Partial<PageQuery> = {}): HttpRequest<Page<OfferPlace>> => ({
  path: `/offers/${id}/waiting${query(filter)}`,
  answer: pageOf(OfferPlace),
});

/** Every claim of an offer with what came of it, newest first. */
export const offerClaims = (id: string, filter: Partial<PageQuery> = {}): HttpRequest<Page<OfferClaim>> => ({
  path: `/offers/${id}/claims${query(filter)}`,
  answer: pageOf(OfferClaim),
});

/** Orders, money by currency and units by variant so far. */
export const sessionSales = (id: string): HttpRequest<SessionSales> => ({
  path: `/sessions/${id}/sales`,
  answer: SessionSales,
});

/** The last minutes of a session, oldest first. */
export const sessionPulse = (id: string, minutes = 60): HttpRequest<SessionPulse> => ({
  path: `/sessions/${id}/pulse${query({ minutes })}`,
  answer: SessionPulse,
});
