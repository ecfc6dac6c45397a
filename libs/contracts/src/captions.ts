import { z } from 'zod';
import { LanguageTag } from './language.js';
import { Id, plainText } from './primitives.js';

export const CaptionState = z.enum(['partial', 'final', 'corrected', 'retracted', 'skipped']);
export type CaptionState = z.infer<typeof CaptionState>;

/**
 * Why a translated text deserves doubt, or is not a translation at all. One that is `blocked` holds a word that is
 * blocked in its session: its text is empty.
 */
export const TranslationFlag = z.enum([
  'number-mismatch',
  'glossary-miss',
  'late',
  'source-fallback',
  'fuzzy',
  'blocked',
]);
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

/** A segment in the words of whoever spoke, as it stands now. */
export const SpokenText = z
  .object({ segment: Id, lang: LanguageTag, rev: z.int(), text: z.string() })
  .meta({ id: 'SpokenText' });
export type SpokenText = z.infer<typeof SpokenText>;

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

/** Why something that viewers have read is changed or taken back. Kept in the audit. */
const Reason = plainText(300);

/**
 * Another text for one language of a final segment. In the language that was spoken it is a new source, and every
 * other language follows; in another one it is a person's text, which no machine changes again.
 */
export const CorrectCaption = z
  .object({
    lang: LanguageTag,
    baseRev: z
      .int()
      .min(0)
      .meta({ description: 'the revision that is corrected; 0 where the language has no text yet' }),
    text: plainText(500),
    reason: Reason,
    addToGlossary: z
      .object({
        source: plainText(120).meta({ description: 'the word as it is spoken' }),
        target: plainText(120)
          .optional()
          .meta({ description: 'the word in `lang`; without it the word stays as it is' }),
      })
      .optional()
      .meta({ description: 'what every later text of the session says so' }),
  })
  .meta({ id: 'CorrectCaption' });
export type CorrectCaption = z.infer<typeof CorrectCaption>;

export const RetractCaption = z.object({ reason: Reason }).meta({ id: 'RetractCaption' });
export type RetractCaption = z.infer<typeof RetractCaption>;

/** Files that a transcript may come in, by media type. SubRip has none of its own; this is the usual one. */
export const transcriptTypes = { 'text/vtt': 'webvtt', 'application/x-subrip': 'subrip' } as const;
export type TranscriptFormat = (typeof transcriptTypes)[keyof typeof transcriptTypes];
/** Largest file of a transcript, in bytes. */
export const maxTranscriptBytes = 1024 * 1024;

export const TranscriptQuery = z.object({ lang: LanguageTag });

export const UploadedTranscript = z
  .object({
    segments: z.int().meta({ description: 'cues that say something' }),
    added: z.int().meta({ description: 'those that the session did not have yet' }),
  })
  .meta({ id: 'UploadedTranscript' });
export type UploadedTranscript = z.infer<typeof UploadedTranscript>;
