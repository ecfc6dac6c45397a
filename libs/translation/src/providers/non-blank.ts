import { isBlank, type ProvidedText } from '../translation-provider.js';
import { TranslationProviderError } from '../translation.errors.js';

/**
 * Asks an engine for the texts that have words, and puts its answers back in their places. Blank texts are not the
 * engine's business; a text that it answers with nothing is passed on.
 */
export async function translateNonBlank(
  provider: string,
  texts: readonly string[],
  ask: (texts: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly (ProvidedText | undefined)[]> {
  const wanted = texts.filter((text) => !isBlank(text)).map(wellFormed);
  const answers = wanted.length === 0 ? [] : await ask(wanted);
  if (answers.length !== wanted.length) throw new TranslationProviderError('translation.provider-bad-answer', provider);
  const next = answers.values();
  return texts.map((text) => {
    const answer = isBlank(text) ? '' : (next.next().value ?? '');
    return isBlank(answer) ? undefined : { text: answer, flags: [] };
  });
}

/** Half a surrogate pair becomes U+FFFD: engines fail on it, and would fail the texts beside it. */
const wellFormed = (text: string) => Buffer.from(text, 'utf8').toString('utf8');
