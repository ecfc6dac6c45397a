import { blanked } from './plain-text.js';
import type { NumberToken, Unit } from './number-token.js';
import { Vocabulary } from './vocabulary.js';
import { UnitReader } from './unit-reader.js';
import { separatorsOf } from './written-number.js';
import { type WordTable, wordsOf } from './words/index.js';

export interface ReadingOptions {
  /** Whether numerals written as words count: they do when those of both languages are known. */
  words: boolean;
  /** Codes that the other text has: found here also when they are spaced in another way. */
  codes: readonly string[];
  /** Whether plain spaces group digits; by default as the language has it. */
  groupsBySpace?: boolean;
  /** Whether `1/2` is a half, or a one and a two. */
  fractions: boolean;
  /** Whether `9.30` behind a word like `at` is a time of the day. */
  clock?: boolean;
}

/** One text on its way through the readers of this folder: each takes out what it understands. */
export class Reading {
  readonly tokens: NumberToken[] = [];
  readonly units: UnitReader;
  readonly words: WordTable | undefined;
  readonly vocabulary: Vocabulary;
  readonly decimal: string;
  readonly groupsBySpace: boolean;

  constructor(
    public text: string,
    readonly language: string,
    readonly options: ReadingOptions,
  ) {
    this.units = UnitReader.of(language);
    this.words = wordsOf(language);
    this.vocabulary = Vocabulary.of(language);
    const local = separatorsOf(language);
    this.decimal = local.decimal;
    this.groupsBySpace = options.groupsBySpace ?? local.groupsBySpace;
  }

  add(values: readonly string[], sure = true, unit?: Unit): void {
    if (values.length > 0) this.tokens.push({ values, sure, unit });
  }

  /** A token that may be another number as well. */
  alsoRead(token: number, value: string): void {
    const known = this.tokens[token];
    if (known !== undefined) this.tokens[token] = { ...known, values: [...known.values, value] };
  }

  /** Each match of `pattern` is understood and taken out, unless `understand` says that it is nothing. */
  take(pattern: RegExp, understand: (match: RegExpExecArray) => boolean): void {
    if (this.text.search(pattern) < 0) return;
    for (const match of this.text.matchAll(pattern)) {
      if (understand(match)) this.blank(match.index, match.index + match[0].length);
    }
  }

  blank(start: number, end: number): void {
    if (end > start) this.text = blanked(this.text, start, end);
  }

  /** The unit beside the number from `start` to `end`, taken out; and whether the number is negative. */
  surroundings(start: number, end: number): { unit: Unit | undefined; negative: boolean } {
    let negative = this.signAt(start);
    const front = negative ? start - 1 : start;
    const before = this.units.before(this.text, front, this.words?.multiplierFirst === true);
    const after = this.units.after(this.text, end);
    const sign = before !== undefined && !/\p{L}/u.test(this.text.charAt(before.end - 1));
    const code = before !== undefined && /^[A-Z]{3}$/.test(this.text.slice(before.start, before.end));
    const chosen =
      before !== undefined && (after === undefined || sign || code || this.words?.multiplierFirst) ? before : after;
    if (chosen === undefined) return { unit: undefined, negative: negative && this.startsWord(front) };
    if (chosen === before) negative ||= this.signAt(before.start) && this.startsWord(before.start - 1);
    else negative &&= this.startsWord(front);
    this.blank(chosen.start, chosen.end);
    return { unit: chosen.unit, negative };
  }

  private signAt(at: number): boolean {
    return this.text.charAt(at - 1) === '-';
  }

  private startsWord(at: number): boolean {
    return !/[\p{Script=Latin}\p{Script=Cyrillic}\d\u0000)%]/u.test(this.text.charAt(at - 1));
  }
}
