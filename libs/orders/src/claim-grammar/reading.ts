import { numericItemIndex } from './item-names.js';
import { languagesOf } from './languages.js';
import type { LineUp } from './line-up.js';
import type { PhraseBook } from './phrase-book.js';
import type { Piece, Reading } from './piece.js';
import { matchAt, type Scene } from './piece-matchers.js';
import { lookUp, type Sighting } from './sightings.js';
import type { Word } from './words.js';

/** Gives every word its meaning for this line-up. The item comes first: what counts as a variant depends on it. */
export function readWords(words: readonly Word[], lineUp: LineUp, book: PhraseBook, writer: string): Reading {
  const sightings = lookUp(words, lineUp, book);
  const languages = languagesOf(sightings, writer);
  const scene: Scene = { sightings, lineUp, book, languages, ...meantItems(sightings, lineUp) };
  const pieces: Piece[] = [];
  for (let at = 0; at < words.length;) {
    const match = matchAt(scene, at);
    pieces.push(...match.pieces);
    at += match.used;
  }
  return { pieces, foreign: languages.foreign };
}

function meantItems(
  sightings: readonly Sighting[],
  lineUp: LineUp,
): Pick<Scene, 'numericItem' | 'variants' | 'titles'> {
  const numericItem = numericItemIndex(sightings, lineUp);
  const named = new Set(sightings.flatMap(({ named }) => named?.item ?? []));
  const numeric = lineUp.byCode.get(sightings[numericItem]?.word.text ?? '');
  if (numeric) named.add(numeric);
  const meant = named.size > 0 ? [...named] : lineUp.open;
  return {
    numericItem,
    variants:
      named.size > 0 ? new Map(meant.flatMap((item) => [...(lineUp.variants.get(item) ?? [])])) : lineUp.openVariants,
    titles: meant.length === 1 ? meant.flatMap((item) => lineUp.titles.get(item) ?? []) : [],
  };
}
