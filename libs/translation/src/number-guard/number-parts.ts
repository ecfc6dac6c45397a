import { canonical } from './number-token.js';
import type { Reading } from './reading.js';

const ARTICLE = /^ an?(?= \p{L})/u;
const NEXT_WORD = /^(?: (?:of )?an?)? ([\p{L}\p{M}]+)/u;
const HALF_OFF = { ids: ['percent'], strict: false } as const;

/** A number as it was found: its place in the text grows by what belongs to it. */
export type Found = { value: number; sure: boolean; start: number; end: number };

/** `two and a half kilos`, `dos metros y medio`: a half that stands behind a number or behind its unit. */
export function halfBehind({ vocabulary, text }: Reading, end: number): number {
  let at = end;
  while (text.charAt(at) === '\u0000' || text.charAt(at) === ' ') at += 1;
  // a glance at its first letter
  if (text.charAt(at) !== vocabulary.halfBegins) return 0;
  return vocabulary.andHalf?.exec(text.slice(end, at + 20))?.[0].length ?? 0;
}

/** `2 docenas`: the length of the word behind a number in digits. */
export function dozensBehind({ vocabulary, text }: Reading, end: number): number {
  // a glance at its first letter
  if (text.charAt(end) !== ' ' || !vocabulary.dozensBegin.includes(text.charAt(end + 1))) return 0;
  const [word = ''] = /^\p{L}+/u.exec(text.slice(end + 1, end + 16)) ?? [];
  return vocabulary.isDozen(vocabulary.lower(word)) ? 1 + word.length : 0;
}

/** A numeral with the unit beside it. */
export function addNumeral(reading: Reading, { value, sure, start, end }: Found): void {
  const half = halfBehind(reading, end);
  const { unit } = reading.surroundings(start, end + half);
  reading.blank(start, end + half);
  const later = half > 0 ? 0 : halfBehind(reading, end);
  reading.blank(end, end + later);
  if (half + later === 0) return reading.add([canonical(value)], sure && value !== 1, unit);
  // `las nueve y media` is a time of the day
  reading.add([value + 0.5, ...(unit?.strict ? [] : [value])].map(canonical), sure, unit);
}

/** `two thirds`, `half a kilo`, `three quarters of a million`, `half a dozen`; a half alone may be 50 %. */
export function addPart(reading: Reading, { value, sure, start, end }: Found): void {
  const { text, vocabulary } = reading;
  const [all = '', next = ''] = NEXT_WORD.exec(text.slice(end, end + 32)) ?? [];
  const factor = vocabulary.isDozen(vocabulary.lower(next)) ? 12 : (vocabulary.factor(next) ?? 1);
  const reach = end + (factor > 1 ? all : (ARTICLE.exec(text.slice(end, end + 5))?.[0] ?? '')).length;
  const { unit } = reading.surroundings(start, reach);
  reading.blank(start, factor > 1 || unit !== undefined ? reach : end);
  reading.add([canonical(value * factor)], sure || factor > 1, unit);
  if (value === 0.5 && factor === 1 && unit === undefined) reading.add(['50'], false, HALF_OFF);
}

/** `two dozen`: 24, or two of what another language counts in dozens too. */
export function addDozens(reading: Reading, { value, sure, start, end }: Found): void {
  reading.blank(start, end);
  reading.add([12 * value, ...(value > 1 ? [value] : [])].map(canonical), sure && value > 1);
}
