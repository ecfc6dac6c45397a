import { z } from 'zod';
import {
  type AddGlossaryTerm,
  ClaimWords,
  Glossary,
  ImportedGlossary,
  type ImportGlossary,
  LineUpItem,
  Listing,
  pageOf,
  Rehearsal,
  type RehearseScript,
  SessionShipping,
} from '#libs/contracts';
import type { HttpRequest } from './http-client.js';
import { query } from './query.js';

const LineUp = pageOf(LineUpItem);
const place = (session: string, code: string) => `/sessions/${session}/line-up/${encodeURIComponent(code)}`;

export const lineUpItems = (session: string) => ({ path: `/sessions/${session}/line-up`, answer: LineUp });

/** Comes last. */
export const addToLineUp = (session: string, code: string, listingId: string): HttpRequest<LineUpItem> => ({
  method: 'PUT',
  path: place(session, code),
  body: { listingId },
  answer: LineUpItem,
});

export const renameInLineUp = (session: string, from: string, code: string): HttpRequest<LineUpItem> => ({
  method: 'PATCH',
  path: place(session, from),
  body: { code },
  answer: LineUpItem,
});

export const removeFromLineUp = (session: string, code: string): HttpRequest<unknown> => ({
  method: 'DELETE',
  path: place(session, code),
  answer: z.unknown(),
});

/** @param codes all of them */
export const orderLineUp = (session: string, codes: readonly string[]): HttpRequest<z.infer<typeof LineUp>> => ({
  method: 'PUT',
  path: `/sessions/${session}/line-up`,
  body: { codes },
  answer: LineUp,
});

export const searchListings = (filter: { q: string; limit?: number }) => ({
  path: `/listings${query(filter)}`,
  answer: pageOf(Listing),
});

export const claimWords = (session: string) => ({ path: `/sessions/${session}/claim-words`, answer: ClaimWords });

/** The whole list. */
export const putClaimWords = (session: string, words: readonly string[]): HttpRequest<ClaimWords> => ({
  method: 'PUT',
  path: `/sessions/${session}/claim-words`,
  body: { words },
  answer: ClaimWords,
});

export const shippingRule = (session: string) => ({ path: `/sessions/${session}/shipping`, answer: SessionShipping });

export const putShippingRule = (session: string, body: SessionShipping): HttpRequest<SessionShipping> => ({
  method: 'PUT',
  path: `/sessions/${session}/shipping`,
  body,
  answer: SessionShipping,
});

export const glossary = (session: string) => ({ path: `/sessions/${session}/glossary`, answer: Glossary });

export const addGlossaryTerm = (session: string, body: AddGlossaryTerm): HttpRequest<ImportedGlossary> => ({
  method: 'POST',
  path: `/sessions/${session}/glossary/terms`,
  body,
  answer: ImportedGlossary,
});

export const removeGlossaryTerm = (session: string, term: string): HttpRequest<unknown> => ({
  method: 'DELETE',
  path: `/sessions/${session}/glossary/terms/${term}`,
  answer: z.unknown(),
});

export const importGlossary = (session: string, body: ImportGlossary): HttpRequest<ImportedGlossary> => ({
  method: 'POST',
  path: `/sessions/${session}/glossary/import`,
  body,
  answer: ImportedGlossary,
});

export const rehearseScript = (session: string, body: RehearseScript): HttpRequest<Rehearsal> => ({
  method: 'POST',
  path: `/sessions/${session}/rehearsal`,
  body,
  answer: Rehearsal,
});
