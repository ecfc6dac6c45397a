import type { Grammar } from '../numeral-builder.js';

/** The numerals of a language, as they are written. Several forms of one value stand side by side. */
export interface WordTable extends Grammar {
  /** Words that are numerals and little else. */
  readonly sure: Readonly<Record<string, string>>;
  /** Words that may be numerals: ordinals, `double`, and those that mean something else as well. */
  readonly maybe?: Readonly<Record<string, string>>;
  /** Words for one, which are articles more often than not. */
  readonly one: string;
  readonly times: Readonly<Record<string, string>>;
  /** What joins the parts of a numeral. */
  readonly and?: string;
  /** A syllable that adds ten, as in `dua belas`. */
  readonly teen?: string;
  /** Numerals are written as one word: `zweihundertzwanzig`. */
  readonly compound?: boolean;
  /** Words are not separated by spaces. */
  readonly unspaced?: boolean;
  /** What makes certain that a short numeral before it is one, where words are not separated. */
  readonly counters?: string;
  /** What a whole is parted into, by the number of parts: `thirds`. A half is also what takes 50 % off. */
  readonly parts?: Readonly<Record<string, string>>;
  /** The number of parts stands before how many are meant: `üçte iki`. */
  readonly partsFirst?: boolean;
  /** A half, where words are not separated: of a price, or of the measure that follows. */
  readonly half?: RegExp;
  /** What stands between how many are meant and the number of parts: `hai phần ba`. */
  readonly over?: string;
  /** What adds a half to the number, or the measure, before it. */
  readonly andHalf?: string;
  /** Words for twelve that may be counted themselves. */
  readonly dozen?: string;
  /** Letters that multiply an amount of money, where they are others than `M` for a million. */
  readonly letters?: Readonly<Record<string, number>>;
  /** How ordinals end, and what may stand in the place of the ending in their numeral. */
  readonly ordinals?: { readonly end: RegExp; readonly instead: readonly string[] };
  /** `12.5 percent` in words, after or before its number. */
  readonly percent: string;
}
