/** Words are found by dictionary where a script writes none apart (UAX #29, as ICU implements it). */
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The form in which texts are compared: compatibility forms are one (NFKC), case is folded, what can not be seen is
 * dropped (Unicode Default_Ignorable_Code_Point: zero-width characters, variation selectors, soft hyphens), and any
 * white space is one space.
 */
export const comparable = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    // by way of upper case, which makes one of ß and ss, and of σ and ς
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Whether one of the words stands in the text as a word, or as several: `ass` is not found in `glass`. */
export function holdsBlockedWord(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const seen = comparable(text);
  const candidates = words.map(comparable).filter((word) => seen.includes(word));
  if (candidates.length === 0) return false;
  const edges = wordEdges(seen);
  return candidates.some((word) => standsIn(seen, word, edges));
}

/** Where words begin and end, as offsets into the text. */
function wordEdges(text: string): Set<number> {
  const edges = new Set([text.length]);
  for (const { index } of segmenter.segment(text)) edges.add(index);
  return edges;
}

function standsIn(text: string, word: string, edges: ReadonlySet<number>): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (edges.has(at) && edges.has(at + word.length)) return true;
  return false;
}
