import { z } from 'zod';

const Answer = z.union([
  z.array(z.string()),
  z.object({ translations: z.array(z.string()) }).transform(({ translations }) => translations),
]);

/** A translation is not many times as long as its text: what is, is an essay. */
const isLikely = (translation: string, source: string) => translation.length <= source.length * 6 + 200;

/**
 * The translations in what a model wrote: also when it thought aloud first, or put a fence around its answer. Nothing
 * when there are none, and as many as there are when they are too many or too few; an unlikely one is left empty.
 */
export function readTranslations(content: string, sources: readonly string[]): readonly string[] {
  const answer = content.replace(/^[\s\S]*<\/think>/, '');
  const start = answer.search(/[[{]/);
  const end = Math.max(answer.lastIndexOf(']'), answer.lastIndexOf('}'));
  if (start < 0 || end < start) return [];
  try {
    const read = Answer.safeParse(JSON.parse(answer.slice(start, end + 1)));
    if (!read.success) return [];
    return read.data.map((translation, at) => (isLikely(translation, sources[at] ?? '') ? translation : ''));
  } catch {
    // What the parser says quotes what people said.
    return [];
  }
}
