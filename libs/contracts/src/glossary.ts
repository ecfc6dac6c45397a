import { z } from 'zod';
import { LanguageTag } from './language.js';
import { Id, plainText } from './primitives.js';

const TermText = plainText(120);

/**
 * A word or name of a session and what it becomes, by language tag. `*` stands for every language that is not named:
 * with the source itself there, the term is not translated at all. A `sourceLang` of `mul` is a term of any language.
 */
export const GlossaryTerm = z
  .object({
    id: Id,
    sourceLang: LanguageTag,
    source: z.string(),
    targets: z.record(z.string(), z.string()),
    listingId: Id.nullable().meta({ description: 'the listing it came from; null when a person added it' }),
    version: z.int().meta({ description: 'the version of the glossary that brought it' }),
  })
  .meta({ id: 'GlossaryTerm' });
export type GlossaryTerm = z.infer<typeof GlossaryTerm>;

/** `version` counts the changes: a caption carries that of the glossary it was translated with. */
export const Glossary = z.object({ version: z.int(), terms: z.array(GlossaryTerm) }).meta({ id: 'Glossary' });
export type Glossary = z.infer<typeof Glossary>;

/** Without targets the term is not translated. */
export const AddGlossaryTerm = z
  .object({
    sourceLang: LanguageTag,
    source: TermText,
    targets: z
      .record(z.union([LanguageTag, z.literal('*')]), TermText)
      .refine((targets) => Object.keys(targets).length <= 60, 'too many languages')
      .default({}),
  })
  .meta({ id: 'AddGlossaryTerm' });
export type AddGlossaryTerm = z.infer<typeof AddGlossaryTerm>;

/** `csv`: a header of language tags, one term a row. `tbx`: TermBase eXchange, ISO 30042. */
export const ImportGlossary = z
  .object({ format: z.enum(['csv', 'tbx']), content: z.string().min(1).max(500_000) })
  .meta({ id: 'ImportGlossary' });
export type ImportGlossary = z.infer<typeof ImportGlossary>;

/** How many terms the file had, and the version they brought. */
export const ImportedGlossary = z.object({ terms: z.int(), version: z.int() }).meta({ id: 'ImportedGlossary' });
export type ImportedGlossary = z.infer<typeof ImportedGlossary>;
