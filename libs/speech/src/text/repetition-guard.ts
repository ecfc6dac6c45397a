/** What was said before, as the guard remembers it: the last text, and how often it came in a row. */
export type SaidBefore = { text: string; times: number };
export const saidNothing: SaidBefore = { text: '', times: 0 };

/** People say a thing three times ("sold, sold, sold!"); a recogniser in a loop does not stop there. */
const mostTimes = 3;
/** Longest phrase that loops are looked for, in words. */
const longestPhrase = 12;

/**
 * Recognisers that lose the thread say the same phrase again and again, within one text and from text to text. Within
 * a text, a phrase that comes more than three times in a row is kept once; a text that is the same as the three before
 * it is dropped.
 *
 * @returns what is left (empty when nothing is) and what to remember
 */
export function withoutLoops(text: string, before: SaidBefore): { text: string; said: SaidBefore } {
  const left = withoutInnerLoops(text);
  const key = folded(left);
  if (key === '') return { text: '', said: before };
  const times = key === before.text ? before.times + 1 : 1;
  return { text: times > mostTimes ? '' : left, said: { text: key, times: Math.min(times, mostTimes + 1) } };
}

function withoutInnerLoops(text: string): string {
  let words = text.split(/(?<=\s)/);
  for (let size = 1; size <= Math.min(longestPhrase, words.length / (mostTimes + 1)); size += 1)
    words = withoutRuns(words, size);
  // scripts without spaces: the loop is among characters
  return words
    .join('')
    .trim()
    .replaceAll(/(.{2,24}?)\1{3,}/gsu, (run, phrase: string) =>
      /\s/.test(run) || !/\p{L}/u.test(phrase) ? run : phrase,
    );
}

function withoutRuns(words: readonly string[], size: number): string[] {
  const keys = words.map(folded);
  const kept: string[] = [];
  for (let at = 0; at < words.length;) {
    const looping = runAt(keys, at, size) > mostTimes;
    kept.push(...words.slice(at, looping ? at + size : at + 1));
    at += looping ? size * runAt(keys, at, size) : 1;
  }
  return kept;
}

/** How often the phrase of `size` words at a place follows itself. Digits alone are no phrase: numbers have zeros. */
function runAt(keys: readonly string[], at: number, size: number): number {
  const phrase = keys.slice(at, at + size);
  if (phrase.length < size || !phrase.some((key) => /\p{L}/u.test(key))) return 1;
  let times = 1;
  while (phrase.every((key, index) => key === keys[at + times * size + index])) times += 1;
  return times;
}

/** As it sounds: without case, punctuation and spaces. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
