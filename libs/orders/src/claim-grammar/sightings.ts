import { itemAt, type NamedItem } from './item-names.js';
import type { LineUp } from './line-up.js';
import { joinKey, type PhraseBook, type Sense } from './phrase-book.js';
import type { Word } from './words.js';

/** The longest phrase of any language that starts at a word: what it can mean, and how many words it takes. */
export type Phrase = { senses: readonly Sense[]; used: number };

/** All that is known about a word before the message has a language. */
export type Sighting = { word: Word; phrase: Phrase | undefined; named: NamedItem | undefined };

const longestSpaceless = 6;

export function lookUp(words: readonly Word[], lineUp: LineUp, book: PhraseBook): Sighting[] {
  return words.map((word, at) => ({
    word,
    phrase: word.kind === 'word' ? phraseAt(words, at, word, book) : undefined,
    named: word.kind === 'word' && !word.spaceless ? itemAt(word, words[at + 1], lineUp, book) : undefined,
  }));
}

function phraseAt(words: readonly Word[], at: number, word: Word, book: PhraseBook): Phrase | undefined {
  const longest = word.spaceless ? longestSpaceless : book.longestFrom(word.text);
  for (let used = Math.min(longest, words.length - at); used > 1; used--) {
    const senses = book.find(joinKey(words, at, at + used));
    if (senses) return { senses, used };
  }
  const senses = book.find(word.text) ?? book.find(calm(word.text));
  return senses && { senses, used: 1 };
}

/** "soldddd" is said with feeling, and means "sold". */
function calm(text: string): string {
  return text.replace(/(\p{L})\1{2,}/gu, '$1');
}
