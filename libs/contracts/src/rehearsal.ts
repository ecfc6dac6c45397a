import { z } from 'zod';
import { TranslationFlag } from './captions.js';
import { LanguageTag } from './language.js';
import { Id, plainText } from './primitives.js';

/** Longest script that is rehearsed at once, in characters: some ten minutes of speech. */
export const LONGEST_SCRIPT = 6000;

/** What a host means to say. `lang`: as it is spoken in the session, unless it is named. `to`: translated, too. */
export const RehearseScript = z
  .object({ text: plainText(LONGEST_SCRIPT), lang: LanguageTag.optional(), to: LanguageTag.optional() })
  .meta({ id: 'RehearseScript' });
export type RehearseScript = z.infer<typeof RehearseScript>;

/**
 * Why a number may reach viewers as another one. `open`: it can be read in more than one way. `separator`: a point or
 * comma before three digits means thousands in one language and a fraction in the next. `in-words`: it can not be kept
 * from an engine as digits can.
 */
export const NumberRisk = z.enum(['open', 'separator', 'in-words']);
export type NumberRisk = z.infer<typeof NumberRisk>;

export const RehearsedTerm = z
  .object({
    term: Id,
    listingId: Id.nullable().meta({ description: 'the listing it names; null when a person added it' }),
    start: z.int().meta({ description: 'where it begins in the sentence, in UTF-16 code units' }),
    end: z.int(),
    becomes: z.record(z.string(), z.string()).meta({
      description: 'by language of the session; a language that is left out translates it as it comes',
    }),
  })
  .meta({ id: 'RehearsedTerm' });
export type RehearsedTerm = z.infer<typeof RehearsedTerm>;

export const RehearsedSentence = z
  .object({
    text: z.string(),
    terms: z.array(RehearsedTerm),
    numbers: z.array(
      z.object({ read: z.string().meta({ description: 'as it is understood' }), risk: NumberRisk.nullable() }),
    ),
    translation: z
      .object({ text: z.string(), engine: z.string(), machine: z.boolean(), flags: z.array(TranslationFlag) })
      .nullable()
      .meta({ description: 'null when none was asked for' }),
  })
  .meta({ id: 'RehearsedSentence' });
export type RehearsedSentence = z.infer<typeof RehearsedSentence>;

export const Rehearsal = z
  .object({ lang: LanguageTag, to: LanguageTag.nullable(), glossary: z.int(), sentences: z.array(RehearsedSentence) })
  .meta({ id: 'Rehearsal' });
export type Rehearsal = z.infer<typeof Rehearsal>;
