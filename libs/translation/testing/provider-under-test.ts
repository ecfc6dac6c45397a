import type { ProvidedText, TranslateOptions, TranslationProvider } from '../src/translation-provider.js';

export interface ProviderUnderTest {
  provider: TranslationProvider;
  from: string;
  to: string;
  /** Three texts that the provider translates, each to something else. */
  texts: readonly [string, string, string];
  /** A pair that it must refuse. */
  unsupported: { from: string; to: string };
}

/** A provider behind which something may hang. */
export interface EngineUnderTest extends ProviderUnderTest {
  /** Makes the engine take requests and never answer, until the returned function is called. */
  hang(): () => void;
}

export const translateWith = (
  { provider, from, to }: ProviderUnderTest,
  texts: readonly string[],
  options: Partial<TranslateOptions> = {},
) =>
  provider.translate(texts, from, to, {
    deadline: Date.now() + 10_000,
    signal: new AbortController().signal,
    ...options,
  });

/**
 * Whether two answers say the same. Engines that write freely say it in other words the second time: of a text with a
 * number only that number is compared.
 */
export function sameAnswer(source: string, one: ProvidedText | undefined, other: ProvidedText | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [number] = /\d+/.exec(source) ?? [];
  return number === undefined ? one.text === other.text : one.text.includes(number) && other.text.includes(number);
}
