import { addDozens, addNumeral, addPart } from './number-parts.js';
import { NumeralBuilder } from './numeral-builder.js';
import type { Reading } from './reading.js';
import { readRoman } from './roman-numeral.js';
import type { Vocabulary } from './vocabulary.js';
import type { WordTable } from './words/index.js';

/** Numerals written as words, in languages that separate words: `twenty-five`, `zweihundert`, `hai mươi lăm`. */
export function readWords(reading: Reading): void {
  const { words } = reading;
  if (words === undefined || words.unspaced || !reading.options.words) return;
  new WordReader(reading, words).read();
}

/** One text, word by word. */
class WordReader {
  private readonly vocabulary: Vocabulary;
  private readonly builder: NumeralBuilder;
  private start = 0;
  private end = 0;
  /** Behind what may yet turn out to join two parts. */
  private reach = 0;
  private joined = false;
  /** The number of parts, where how many are meant follows: `üçte iki`. */
  private parts = 0;
  /** How many are meant, where the number of parts follows: `hai phần ba`. */
  private above = 0;

  constructor(
    private readonly reading: Reading,
    private readonly words: WordTable,
  ) {
    this.vocabulary = reading.vocabulary;
    this.builder = new NumeralBuilder(words);
  }

  read(): void {
    for (const { 0: word, index } of this.reading.text.matchAll(/[\p{L}\p{M}]+/gu)) {
      // an earlier numeral took this word for its unit
      if (this.isTaken(index)) continue;
      if (!/^[ \n-]{0,2}$/.test(this.reading.text.slice(this.reach, index))) this.finish();
      const lower = this.vocabulary.lower(word);
      if (this.vocabulary.mayCount(lower) && this.takeIn(lower, index, index + word.length)) continue;
      this.finish();
      this.joined = false;
      readRoman(this.reading, word);
    }
    this.finish();
  }

  /** Whether the word belongs to a number. */
  private takeIn(word: string, index: number, until: number): boolean {
    const count = this.builder.value;
    if (this.vocabulary.isJoiner(word)) this.joined = true;
    else if (word === this.words.over && count !== undefined) this.above = this.builder.end()?.value ?? 0;
    else {
      const known = this.completes(word, index, until) || this.continues(word, index, until);
      this.joined = false;
      return known;
    }
    this.reach = until;
    return true;
  }

  /** Whether the word makes parts or dozens of the numeral before it, or is a part itself. */
  private completes(word: string, index: number, until: number): boolean {
    const count = this.builder.value ?? 0;
    const whole = count > 0 && Number.isInteger(count) && !this.joined;
    if (whole && this.vocabulary.isDozen(word)) {
      const sure = this.builder.end()?.sure === true;
      addDozens(this.reading, { value: count, sure, start: this.start, end: until });
      return true;
    }
    const parts = this.vocabulary.partsIn(word);
    if (parts === undefined) return false;
    if (whole && count < parts && !this.words.partsFirst) {
      this.builder.end();
      addPart(this.reading, { value: count / parts, sure: count > 1, start: this.start, end: until });
      // `a third box`
      if (count === 1 && this.vocabulary.atomsOf(word).length > 0) this.reading.add([String(parts)], false);
      return true;
    }
    // `third` alone is an ordinal
    if (this.vocabulary.atomsOf(word).length > 0) return false;
    this.finish();
    if (this.isTaken(index)) return true;
    if (this.words.partsFirst) [this.parts, this.start, this.end, this.reach] = [parts, index, until, until];
    else addPart(this.reading, { value: 1 / parts, sure: false, start: index, end: until });
    return true;
  }

  private continues(word: string, index: number, until: number): boolean {
    const atoms = this.vocabulary.atomsOf(word);
    for (const part of atoms) {
      if (!this.builder.take(part.atom, this.joined || part.joined)) {
        this.finish();
        if (this.isTaken(index)) return true;
        this.builder.take(part.atom, false);
      }
      if (this.builder.fresh && this.parts === 0 && this.above === 0) this.start = index;
      this.end = until;
      this.reach = until;
      this.joined = false;
    }
    return atoms.length > 0;
  }

  /** The number that was read so far, if any, is over. */
  private finish(): void {
    const { start, end, parts, above } = this;
    const numeral = this.builder.end();
    if (numeral === undefined && parts === 0 && above === 0) return;
    this.parts = 0;
    this.above = 0;
    const asPart = (value: number, sure: boolean) => addPart(this.reading, { value, sure, start, end });
    const asNumeral = (value: number, sure: boolean) => addNumeral(this.reading, { value, sure, start, end });
    if (numeral === undefined) {
      if (parts > 0) asPart(1 / parts, false);
      else if (above > 0) asNumeral(above, true);
    } else if (numeral.value < parts) asPart(numeral.value / parts, numeral.sure);
    else if (above > 0 && above < numeral.value) asPart(above / numeral.value, above > 1);
    else {
      if (above > 0) asNumeral(above, true);
      asNumeral(numeral.value, numeral.sure);
    }
  }

  private isTaken(index: number): boolean {
    return this.reading.text.charAt(index) === '\u0000';
  }
}
