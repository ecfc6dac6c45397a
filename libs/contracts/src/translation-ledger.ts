import { z } from 'zod';
import { LanguageTag } from './language.js';
import { Id, Instant } from './primitives.js';

/** From the arrival of the source, in milliseconds; null without a single translation. */
const Lag = z.object({ p50: z.int(), p95: z.int() }).nullable();

const Told = {
  fallbacks: z.int().meta({ description: 'told in the source, because no translation came' }),
  numberMismatches: z.int(),
  glossaryMisses: z.int(),
  lagMs: Lag,
};

export const LanguageLedger = z
  .object({
    lang: LanguageTag,
    viewers: z.int().meta({ description: 'who read it when this was asked' }),
    captions: z.object({
      finals: z.int().meta({ description: 'segments that were told or skipped, without those taken back' }),
      skipped: z.int(),
      late: z.int().meta({ description: 'translations that replaced the source or a skipped segment' }),
      human: z.int().meta({ description: 'in the words of a person' }),
      erased: z.int().meta({ description: 'characters that were shown and then withdrawn' }),
      ...Told,
    }),
    chat: z.object({
      messages: z.int(),
      blocked: z.int().meta({ description: 'held back for a word that is blocked in the session' }),
      ...Told,
    }),
    glossaryHits: z.int().meta({ description: 'terms that were met in texts' }),
    cacheHits: z.int().meta({ description: 'texts that no engine was asked for, because it had been before' }),
    engines: z.array(
      z.object({
        engine: z.string(),
        calls: z.int(),
        texts: z.int(),
        characters: z.int(),
        cost: z.number().nullable().meta({ description: 'by TRANSLATION_PRICES; null where no price is set' }),
      }),
    ),
  })
  .meta({ id: 'LanguageLedger' });
export type LanguageLedger = z.infer<typeof LanguageLedger>;

/** How each language of a session was served so far, and what that took. */
export const TranslationLedger = z
  .object({ session: Id, at: Instant, languages: z.array(LanguageLedger) })
  .meta({ id: 'TranslationLedger' });
export type TranslationLedger = z.infer<typeof TranslationLedger>;
