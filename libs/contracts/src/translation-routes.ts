import { z } from 'zod';

/** Who is asked for which pair of languages, in this order. `*` is any language. */
export interface TranslationRoute {
  from: string;
  to: string;
  providers: string[];
}

const ROUTE = /^(?:([A-Za-z0-9-]+|\*)>([A-Za-z0-9-]+|\*)|\*)=([a-z][a-z0-9-]*(?:,[a-z][a-z0-9-]*)*)$/;

/** `zh>sw=openai,deepl; *=memory,deepl`: routes separated by semicolons. `*` alone is `*>*`. */
export const TranslationRoutes = z
  .string()
  .default('')
  .transform((value, context): TranslationRoute[] => {
    const written = value
      .replaceAll(/\s/g, '')
      .split(';')
      .filter((route) => route !== '');
    return written.flatMap((route) => {
      const [matched, from = '*', to = '*', providers = ''] = ROUTE.exec(route) ?? [];
      if (matched !== undefined) return { from, to, providers: providers.split(',') };
      context.addIssue({ code: 'custom', message: 'must be routes as in "zh>sw=openai,deepl; *=memory,deepl"' });
      return [];
    });
  });
