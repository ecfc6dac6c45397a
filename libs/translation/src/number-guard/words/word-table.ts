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
  /** `12.5 percent` in words, after or before its number. */
  readonly percent: string;
}
