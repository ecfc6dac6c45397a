import { canonical } from './number-token.js';
import { NumeralBuilder } from './numeral-builder.js';
import type { Reading } from './reading.js';

/** Numerals written as words, in languages that separate words: `twenty-five`, `zweihundert`, `hai mươi lăm`. */
export function readWords(reading: Reading): void {
  const { words, vocabulary } = reading;
  if (words === undefined || words.unspaced || !reading.options.words) return;
  const builder = new NumeralBuilder(words);
  // `reach` is behind what may yet turn out to join two parts
  let [start, end, reach, joined] = [0, 0, 0, false];
  const finish = () => {
    const numeral = builder.end();
    if (numeral === undefined) return;
    const { unit } = reading.surroundings(start, end);
    reading.blank(start, end);
    reading.add([canonical(numeral.value)], numeral.sure && numeral.value !== 1, unit);
  };
  for (const { 0: word, index } of reading.text.matchAll(/[\p{L}\p{M}]+/gu)) {
    // an earlier numeral took this word for its unit
    if (reading.text.charAt(index) === '\u0000') continue;
    if (!/^[ \n-]{0,2}$/.test(reading.text.slice(reach, index))) finish();
    if (vocabulary.isJoiner(word.toLowerCase())) {
      joined = true;
      reach = index + word.length;
      continue;
    }
    const atoms = vocabulary.atomsOf(word);
    if (atoms.length === 0) finish();
    for (const part of atoms) {
      const together = joined || part.joined;
      if (!builder.take(part.atom, together)) {
        finish();
        builder.take(part.atom, false);
      }
      if (builder.fresh) start = index;
      end = index + word.length;
      reach = end;
      joined = false;
    }
    joined = false;
  }
  finish();
}
