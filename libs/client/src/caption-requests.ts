import { Caption, type CorrectCaption, SpokenText, TranslationLedger } from '#libs/contracts';
import { z } from 'zod';
import type { HttpRequest } from './http-client.js';

/** A segment in the words of whoever spoke. */
export const spokenText = (id: string, segment: string): HttpRequest<SpokenText> => ({
  path: `/sessions/${id}/captions/${segment}`,
  answer: SpokenText,
});

/** Answers the new revision; refused as `caption.stale-revision` when it corrects another one than the newest. */
export const correctCaption = (id: string, segment: string, body: CorrectCaption): HttpRequest<Caption> => ({
  method: 'POST',
  path: `/sessions/${id}/captions/${segment}/corrections`,
  body,
  answer: Caption,
});

/** Everyone forgets what was said, in every language. */
export const retractCaption = (id: string, segment: string, reason: string): HttpRequest<unknown> => ({
  method: 'POST',
  path: `/sessions/${id}/captions/${segment}/retractions`,
  body: { reason },
  answer: z.unknown(),
});

/** Every revision of every language, a line of JSON each. */
export const captionRevisions = (id: string): string => `/sessions/${id}/captions.jsonl`;

/** How each language was served so far, and what that took. */
export const translationLedger = (id: string): HttpRequest<TranslationLedger> => ({
  path: `/sessions/${id}/translation-ledger`,
  answer: TranslationLedger,
});
