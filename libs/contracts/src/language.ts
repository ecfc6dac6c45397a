import { z } from 'zod';

/**
 * A BCP-47 language tag in canonical case (`zh-hans` becomes `zh-Hans`).
 * The check is `Intl.getCanonicalLocales`, which implements RFC 5646 well-formedness.
 */
export const LanguageTag = z
  .string()
  .max(35)
  .transform((tag, context) => {
    try {
      const [canonical] = Intl.getCanonicalLocales(tag);
      if (canonical !== undefined) return canonical;
    } catch {
      // falls through to the issue below: the tag is not well-formed
    }
    context.addIssue({ code: 'custom', message: 'not a well-formed BCP-47 language tag' });
    return z.NEVER;
  })
  .meta({ id: 'LanguageTag', description: 'BCP-47 language tag', example: 'zh-Hans' });
export type LanguageTag = z.infer<typeof LanguageTag>;

/** ISO 3166-1 alpha-2 country code, upper case. */
export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ id: 'CountryCode', description: 'ISO 3166-1 alpha-2 country code', example: 'RW' });
export type CountryCode = z.infer<typeof CountryCode>;
