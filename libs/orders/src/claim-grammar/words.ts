import { leadingCjkNumeral } from './cjk-numerals.js';
import { foldCase } from './normalise.js';
import type { PhraseBook } from './phrase-book.js';
import { splitRuns, type Run } from './runs.js';

/** A run, cut down to words. `text` is folded, `raw` is not. */
export type Word = Run & { raw: string };

export type Vocabulary = { book: PhraseBook; terms: ReadonlySet<string> };

// Word boundaries of Chinese, Japanese, Thai … come from dictionaries that do not depend on the locale given here.
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const longestTerm = 14;

export function cutWords(text: string, vocabulary: Vocabulary): Word[] {
  const words: Word[] = [];
  for (const run of splitRuns(text)) {
    const { kind, spaceless, start } = run;
    const folded = foldCase(run.text);
    if (!spaceless) words.push({ text: folded, raw: run.text, kind, spaceless, start });
    else for (const text of cutSpaceless(folded, vocabulary)) words.push({ text, raw: text, kind, spaceless, start });
  }
  return words;
}

/**
 * A stretch made only of words that we know needs no dictionary. Anything else is cut by the dictionary first, so that a
 * word of ours inside a longer one (要 in 重要) is not taken for itself.
 */
function cutSpaceless(text: string, vocabulary: Vocabulary): string[] {
  const whole = coverByKnown(text, vocabulary);
  if (whole) return whole;
  const parts: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const known = coverByKnown(segment, vocabulary);
    if (known) parts.push(...known);
    else parts.push(segment);
  }
  return parts;
}

function coverByKnown(text: string, { book, terms }: Vocabulary): string[] | undefined {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    let length = leadingCjkNumeral(text, at)?.length ?? 0;
    for (let size = Math.min(longestTerm, text.length - at); size > length; size--) {
      const candidate = text.slice(at, at + size);
      if (book.find(candidate) || terms.has(candidate)) length = size;
    }
    if (length === 0) return undefined;
    parts.push(text.slice(at, at + length));
    at += length;
  }
  return parts;
}
