import { leadingCjkNumeral } from './cjk-numerals.js';
import { gluedQuantity } from './item-names.js';
import { pickSense, type LanguageOrder } from './languages.js';
import { titleHas, type LineUp, type Title } from './line-up.js';
import type { PhraseBook } from './phrase-book.js';
import type { Piece } from './piece.js';
import type { Sighting } from './sightings.js';
import type { Word } from './words.js';

export type Scene = {
  sightings: readonly Sighting[];
  lineUp: LineUp;
  book: PhraseBook;
  languages: LanguageOrder;
  /** Index of the word that names an item by a code of digits only, or -1. */
  numericItem: number;
  /** Folded variant → its name, for the items that may be meant. */
  variants: ReadonlyMap<string, string>;
  /** The title of the one item that may be meant. */
  titles: readonly Title[];
};

/** What was read, and how many words it took. */
export type Match = { pieces: readonly Piece[]; used: number };

const longestVariant = 4;
// Longer numbers are prices and telephones, not counts.
const longestCount = 4;

export function matchAt(scene: Scene, at: number): Match {
  const sighting = scene.sightings[at];
  if (!sighting) return { pieces: [], used: 1 };
  return (
    itemMatch(scene, at, sighting) ??
    variantMatch(scene, at, sighting) ??
    signMatch(scene, at, sighting) ??
    phraseMatch(scene, sighting) ??
    one(numberOf(sighting.word, scene) ?? leftOver(sighting.word, scene))
  );
}

function itemMatch({ lineUp, numericItem }: Scene, at: number, { word, named }: Sighting): Match | undefined {
  const { start } = word;
  if (named) {
    const item: Piece = { start, kind: 'item', item: named.item };
    if (named.qty === undefined) return { pieces: [item], used: named.used };
    return { pieces: [item, { start, kind: 'number', value: named.qty, written: 'count' }], used: named.used };
  }
  const item = at === numericItem ? lineUp.byCode.get(word.text) : undefined;
  return item && one({ start, kind: 'item', item });
}

function variantMatch({ sightings, variants }: Scene, at: number, { word }: Sighting): Match | undefined {
  if (variants.size === 0) return undefined;
  let key = '';
  let found: Match | undefined;
  for (let used = 1; used <= longestVariant && at + used <= sightings.length; used++) {
    key += sightings[at + used - 1]?.word.text ?? '';
    const name = variants.get(key);
    if (name !== undefined) found = { pieces: [{ start: word.start, kind: 'variant', name }], used };
  }
  return found;
}

function signMatch({ sightings }: Scene, at: number, { word }: Sighting): Match | undefined {
  const { text, kind, start } = word;
  const next = sightings[at + 1];
  if (kind === 'word' && (text === 'x' || text === 'х')) {
    const counts = next?.word.kind === 'digits' || sightings[at - 1]?.word.kind === 'digits';
    return counts ? one({ start, kind: 'times' }) : undefined;
  }
  if (kind !== 'sign') return undefined;
  // "@anna" addresses somebody and says nothing about what is bought; "@A1" does.
  if (text === '@') return { pieces: [], used: next?.word.start === start + 1 && !next.named ? 2 : 1 };
  if (text === '-') return one({ start, kind: 'unknown' });
  if (text !== '+') return one({ start, kind: 'times' });
  if (next?.word.kind !== 'digits') return { pieces: [], used: 1 };
  return { pieces: [{ start, kind: 'plus', value: Number(next.word.text) }], used: 2 };
}

function phraseMatch({ languages }: Scene, { word, phrase }: Sighting): Match | undefined {
  if (!phrase) return undefined;
  const { start } = word;
  const { senses, used } = phrase;
  const sense = pickSense(senses, languages);
  if (!sense) return { pieces: [{ start, kind: 'unknown' }], used };
  const { role, value } = sense;
  return { pieces: [role === 'number' ? { start, kind: role, value, written: 'word' } : { start, kind: role }], used };
}

function numberOf({ text, kind, spaceless, start }: Word, { book }: Scene): Piece | undefined {
  if (kind === 'digits' && text.length <= longestCount) {
    return { start, kind: 'number', value: Number(text), written: 'digits' };
  }
  if (kind !== 'word') return undefined;
  const numeral = spaceless ? leadingCjkNumeral(text) : undefined;
  if (numeral?.length === text.length) return { start, kind: 'number', value: numeral.value, written: 'word' };
  const glued = gluedQuantity(text, book);
  return glued === undefined ? undefined : { start, kind: 'number', value: glued, written: 'count' };
}

function leftOver(word: Word, { titles, lineUp, book }: Scene): Piece {
  const { text, start, kind } = word;
  if (titles.some((title) => titleHas(title, word))) return { start, kind: 'filler' };
  const guard = word.spaceless ? guardInside(text, book) : undefined;
  if (guard) return { start, kind: guard };
  const code = kind === 'word' && lineUp.looksLikeCode(text) ? text.toUpperCase() : undefined;
  return { start, kind: 'unknown', ...(code !== undefined && { code }) };
}

/** In scripts without spaces a "not" or a question particle may be part of a longer unknown word: it still guards. */
function guardInside(text: string, book: PhraseBook): 'negation' | 'question' | undefined {
  for (let from = 0; from < text.length; from++) {
    for (let to = from + 1; to <= Math.min(text.length, from + 6); to++) {
      const part = text.slice(from, to);
      if (part.length === 1 && !/\p{sc=Han}/u.test(part)) continue;
      for (const { role } of book.find(part) ?? []) if (role === 'negation' || role === 'question') return role;
    }
  }
  return undefined;
}

function one(piece: Piece): Match {
  return { pieces: [piece], used: 1 };
}
