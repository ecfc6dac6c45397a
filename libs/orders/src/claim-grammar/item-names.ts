import type { LineUp, LineUpItem } from './line-up.js';
import { latinTwin } from './normalise.js';
import type { PhraseBook } from './phrase-book.js';
import type { Sighting } from './sightings.js';
import type { Word } from './words.js';

/** An item named by its code, with the quantity when it is written onto it ("A1x2", "2xA1"), and how many words it took. */
export type NamedItem = { item: LineUpItem; qty?: number; used: number };

export function itemAt(word: Word, next: Word | undefined, lineUp: LineUp, book: PhraseBook): NamedItem | undefined {
  const text = latinTwin(word.text);
  const item = lineUp.byCode.get(text);
  if (item) return isPlainWord(word, book) ? undefined : { item, used: 1 };
  return splitCode(word, next, lineUp, book) ?? gluedCode(text, lineUp) ?? lookAlikeCode(word, text, lineUp, book);
}

/** Where a code of digits only names the item: no other item is named and the number counts nothing. Else -1. */
export function numericItemIndex(sightings: readonly Sighting[], lineUp: LineUp): number {
  if (!lineUp.hasNumericCodes || sightings.some(({ named }) => named)) return -1;
  return sightings.findIndex(({ word }, at) => {
    if (word.kind !== 'digits' || !lineUp.byCode.has(word.text)) return false;
    const [before, after] = [sightings[at - 1]?.word.text, sightings[at + 1]];
    const counts = after?.phrase?.senses.some(({ role }) => role === 'measure') ?? false;
    return !counts && !/^[+×*=x]$/.test(before ?? '') && !/^[×*x]$/.test(after?.word.text ?? '');
  });
}

/** A count written onto its sign or unit: "x2", "2x", "2pcs". */
export function gluedQuantity(folded: string, book: PhraseBook): number | undefined {
  const times = /^(?:x([0-9]{1,6})|([0-9]{1,6})x)$/.exec(latinTwin(folded));
  if (times) return Number(times[1] ?? times[2]);
  const counted = /^([0-9]{1,6})(\p{L}+)$/u.exec(folded);
  const unit = counted?.[2] === undefined ? undefined : book.find(counted[2]);
  return unit?.some(({ role }) => role === 'measure') ? Number(counted?.[1]) : undefined;
}

// "A 1" and "A-1" for A1, but not the article in "give me a 1".
function splitCode(word: Word, next: Word | undefined, lineUp: LineUp, book: PhraseBook): NamedItem | undefined {
  if (next?.kind !== 'digits' || word.text.length > 2 || isPlainWord(word, book)) return undefined;
  if (next.start - word.start - word.text.length > 1) return undefined;
  const item = lineUp.byCode.get(latinTwin(word.text) + next.text);
  return item && { item, used: 2 };
}

function gluedCode(text: string, lineUp: LineUp): NamedItem | undefined {
  const codeFirst = /^([a-z0-9]{1,3}?)x([0-9]{1,6})$/.exec(text);
  const countFirst = codeFirst ? null : /^([0-9]{1,3}?)x?([a-z][a-z0-9]{0,2})$/.exec(text);
  const [code, qty] = codeFirst ? [codeFirst[1], codeFirst[2]] : [countFirst?.[2], countFirst?.[1]];
  const item = code === undefined ? undefined : lineUp.byCode.get(code);
  return item && { item, qty: Number(qty), used: 1 };
}

// Codes have no letter O or I: who types AI or BO means the digit.
function lookAlikeCode(word: Word, text: string, lineUp: LineUp, book: PhraseBook): NamedItem | undefined {
  if (text.length > 3 || !/[oi]/.test(text) || book.find(word.text)) return undefined;
  const item = lineUp.byCode.get(text.replace(/o/g, '0').replace(/i/g, '1'));
  return item && { item, used: 1 };
}

/** A code of letters that is also a word ("GO", "A") is meant as a code only in capitals. */
function isPlainWord(word: Word, book: PhraseBook): boolean {
  return word.raw !== word.raw.toUpperCase() && book.find(word.text) !== undefined;
}
