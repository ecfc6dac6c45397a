import { z } from 'zod';
import { LanguageTag } from './language.js';
import { Id, plainText } from './primitives.js';

export const CaptionState = z.enum(['partial', 'final', 'corrected', 'retracted', 'skipped']);
export type CaptionState = z.infer<typeof CaptionState>;

/** Why a translated text deserves doubt, or is not a translation at all. */
export const TranslationFlag = z.enum(['number-mismatch', 'glossary-miss', 'late', 'source-fallback', 'fuzzy']);
export type TranslationFlag = z.infer<typeof TranslationFlag>;

/**
 * A caption in one language. Key is (segment, lang); the higher `rev` wins and an equal or lower one is ignored,
 * so delivery is idempotent and order-free. `t0` and `t1` are media time in milliseconds, `lagMs` counts from the
 * moment the source arrived.
 */
export const Caption = z
  .object({
    type: z.literal('caption'),
    segment: Id,
    n: z.int().meta({ description: 'number of the segment in its session, from 1; the same in every language' }),
    lang: LanguageTag,
    from: LanguageTag.meta({ description: 'equal to lang for the source' }),
    rev: z.int(),
    sourceRev: z.int(),
    state: CaptionState,
    text: z.string(),
    stable: z.int().meta({ description: 'the first so many code points will not change any more' }),
    t0: z.int(),
    t1: z.int(),
    engine: z.string(),
    machine: z.boolean(),
    lagMs: z.int(),
    flags: z.array(TranslationFlag),
  })
  .meta({ id: 'Caption' });
export type Caption = z.infer<typeof Caption>;

/** Milliseconds since the media began; 24 days fit. */
const MediaTime = z.int().min(0).max(2_147_483_647);

/**
 * A piece of speech as text. The client names the segment (UUID) and may send it again with more text while it is
 * `partial`; a `final` closes it. The same text twice changes nothing.
 */
export const SayCaption = z
  .object({
    segment: Id,
    lang: LanguageTag,
    text: plainText(500),
    state: z.enum(['partial', 'final']),
    t0: MediaTime,
    t1: MediaTime,
  })
  .refine((caption) => caption.t1 >= caption.t0, { path: ['t1'], message: 'ends before it begins' })
  .meta({ id: 'SayCaption' });
export type SayCaption = z.infer<typeof SayCaption>;

export const SaidCaption = z.object({ segment: Id, n: z.int(), rev: z.int() }).meta({ id: 'SaidCaption' });
export type SaidCaption = z.infer<typeof SaidCaption>;
