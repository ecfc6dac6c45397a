import { scaleOfLetter } from './money-letters.js';
import { dozensBehind, halfBehind } from './number-parts.js';
import { canonical, type Unit } from './number-token.js';
import type { Reading } from './reading.js';
import { readWritten, WRITTEN_NUMBER } from './written-number.js';

const FRACTION = /(?<![\d/.,])(?:(\d{1,3}) )?(\d{1,2})\/(2|3|4|5|8|10)(?![\d/.,]*\d)/g;
const SPACED_GROUPS = /(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)/g;
const BUDDHIST_YEAR = /^2[45]\d\d$|^26\d\d$/;
const everywhere: Readonly<Record<string, number>> = {
  k: 1000,
  mln: 1e6,
  mio: 1e6,
  mrd: 1e9,
  mld: 1e9,
  bn: 1e9,
  млн: 1e6,
  млрд: 1e9,
  трлн: 1e12,
  тыс: 1000,
};

// `5-10k`: both are thousands
const RANGE = /^ ?(?:[-–—~〜至到]|to|bis|à|al?|до|do|hingga|sampai|đến) ?$/u;

/** Whether the text could be read in more than one way, and which of the two questions is open. */
export const openQuestions = (plain: string) => ({
  groups: plain.search(SPACED_GROUPS) >= 0,
  fractions: plain.search(FRACTION) >= 0,
});

/** `1/2` is a half where fractions are looked for. */
export function readFractions(reading: Reading): void {
  if (!reading.options.fractions) return;
  reading.take(FRACTION, (match) => {
    const [, whole = '0', above = '', below = ''] = match;
    if (Number(above) >= Number(below)) return false;
    const { unit } = reading.surroundings(match.index, match.index + match[0].length);
    reading.add([canonical(Number(whole) + Number(above) / Number(below))], true, unit);
    return true;
  });
}

/** Numbers in digits, with their sign, multiplier and unit. */
export function readDigits(reading: Reading): void {
  const { decimal, groupsBySpace } = reading;
  if (groupsBySpace) reading.text = reading.text.replace(SPACED_GROUPS, (groups) => groups.replaceAll(' ', "'"));
  let before: Amount | undefined;
  for (const match of reading.text.matchAll(WRITTEN_NUMBER)) {
    const [written] = match;
    const values = readWritten(written, decimal);
    const start = match.index;
    if (values.length > 1) {
      before = undefined;
      for (const value of values) reading.add([value]);
      reading.blank(start, start + written.length);
    } else {
      const { text } = reading;
      const amount = readAmount(reading, values[0] ?? '', start, start + written.length);
      if (amount.factor > 1 && before?.factor === 1 && RANGE.test(text.slice(before.end, start)))
        reading.alsoRead(before.token, canonical(Number(before.value) * amount.factor));
      before = amount;
    }
  }
}

/** A number that was read, as it is written; the place of its token, and what it was multiplied by. */
type Amount = { value: string; token: number; factor: number; end: number };

function readAmount(reading: Reading, written: string, start: number, end: number): Amount {
  const scaled = scale(reading, written, start, end);
  const half = halfBehind(reading, scaled.end);
  reading.blank(scaled.end, scaled.end + half);
  const { unit, negative } = reading.surroundings(scaled.start, scaled.end + half);
  const label = unit === undefined ? /^[A-Z]{1,3}(?![\p{L}\p{N}])/u.exec(reading.text.slice(end))?.[0] : undefined;
  reading.blank(start, end + (label?.length ?? 0));
  const kind = kindOf(unit, label, scaled.measures);
  const value = half > 0 ? canonical(Number(scaled.value) + 0.5) : scaled.value;
  const token = reading.tokens.length;
  reading.add(valuesOf(reading, value, negative, kind?.ids.includes('percent') === true), true, kind);
  for (const other of scaled.others) reading.alsoRead(token, other);
  const dozens = dozensBehind(reading, scaled.end);
  if (dozens > 0) reading.alsoRead(token, canonical(12 * Number(value)));
  reading.blank(scaled.end, scaled.end + dozens);
  return { value: written, token, factor: Number(scaled.value) / Number(written), end: scaled.end };
}

/** A capital letter that may be short for a measure is one of several things. */
function kindOf(unit: Unit | undefined, label: string | undefined, measures: readonly string[]): Unit | undefined {
  if (label === undefined && measures.length === 0) return unit;
  return { ids: [...(label === undefined ? (unit?.ids ?? []) : [`~${label}`]), ...measures], strict: false };
}

/** A discount is written with and without its sign; a year in Thai may be one of the Buddhist era. */
function valuesOf({ text, language }: Reading, value: string, negative: boolean, share: boolean): readonly string[] {
  if (BUDDHIST_YEAR.test(value) && (language.startsWith('th') || /B\.?E\.?/.test(text))) {
    return [value, String(Number(value) - 543)];
  }
  return negative && !share && value !== '0' ? [`-${value}`] : [value];
}

/** Takes in `k`, `million` or `万` beside the digits, as often as there is one. */
function scale(reading: Reading, written: string, start: number, end: number) {
  let [value, from, to] = [written, start, end];
  for (let next = multiplierAt(reading, to); next !== undefined; next = multiplierAt(reading, to)) {
    value = canonical(Number(value) * next.factor);
    reading.blank(to, next.end);
    to = next.end;
  }
  if (reading.words?.multiplierFirst === true) {
    const [before, word = ''] = /(\p{L}+) $/u.exec(reading.text.slice(0, start)) ?? [];
    const factor = reading.vocabulary.factor(word);
    if (before !== undefined && factor !== undefined) {
      value = canonical(Number(value) * factor);
      from = start - before.length;
      reading.blank(from, start);
    }
  }
  const letter = value === written ? scaleOfLetter(reading, written, start, end) : undefined;
  if (letter === undefined) return { value, start: from, end: to, others: [], measures: [] };
  const product = canonical(Number(value) * letter.factor);
  if (letter.kind === 'measure') return { value, start: from, end: to, others: [product], measures: letter.ids };
  reading.blank(end, letter.end);
  return { value: product, start: from, end: letter.end, others: letter.kind === 'open' ? [value] : [], measures: [] };
}

function multiplierAt(reading: Reading, at: number): { factor: number; end: number } | undefined {
  const [all, gap = '', word = '', point = ''] =
    /^( ?)([\p{L}\p{M}]+)(\.?)/u.exec(reading.text.slice(at, at + 24)) ?? [];
  if (all === undefined) return undefined;
  const lower = word.toLowerCase();
  const known = reading.words?.unspaced
    ? (reading.vocabulary.leadingFactor(word) ?? leadingLetters(word))
    : { factor: reading.vocabulary.factor(lower) ?? everywhere[lower], length: word.length };
  if (known.factor === undefined) return undefined;
  return {
    factor: known.factor,
    end: at + gap.length + known.length + (known.length === word.length ? point.length : 0),
  };
}

/** `1.2mln` and `5k` in front of words that are not separated. */
function leadingLetters(text: string): { factor: number | undefined; length: number } {
  const [letters = ''] = /^[a-z]+/i.exec(text) ?? [];
  return { factor: everywhere[letters.toLowerCase()], length: letters.length };
}
