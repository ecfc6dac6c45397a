import type { TranslateOptions, TranslationProvider } from '../src/translation-provider.js';

/** The texts of a provider's answers; what it passed on is `undefined`. */
export async function answersOf(
  provider: TranslationProvider,
  texts: readonly string[],
  [from, to]: readonly [string, string],
  options: Partial<TranslateOptions> = {},
): Promise<(string | undefined)[]> {
  const limits = { deadline: Date.now() + 5000, signal: new AbortController().signal };
  const answers = await provider.translate(texts, from, to, { ...limits, ...options });
  return answers.map((answer) => answer?.text);
}
