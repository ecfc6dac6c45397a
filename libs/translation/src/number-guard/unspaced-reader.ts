import { hanAtoms, hangulAtoms, isFormal } from './han-numerals.js';
import { addPart } from './number-parts.js';
import { canonical } from './number-token.js';
import { type Atom, type Numeral, NumeralBuilder } from './numeral-builder.js';
import type { Reading } from './reading.js';
import { readWritten } from './written-number.js';

const DIGITS = String.raw`\d+(?:[.,]\d+)*`;
const HAN = new RegExp(
  `(?:${DIGITS} ?(?=[十百千万萬亿億兆])|[${[...hanAtoms.keys()].join('')}])+(?:(?<=[十百千万萬亿億兆])${DIGITS})?`,
  'gu',
);
const PARTS_OF_HUNDRED = /([一二三四五六七八九十\d]+)分[之の]([一二三四五六七八九十\d]+)/gu;
const HANGUL = new RegExp(
  `(?:(?:${DIGITS}|[일이삼사오육륙칠팔구])? ?[십백천만억조](?: (?=\\d|[일이삼사오육칠팔구]?[십백천만]))?)+(?:${DIGITS}|[일이삼사오육륙칠팔구])?`,
  'gu',
);
const KOREAN_PARTS = /(\d+|[일이삼사오육칠팔구십]) ?분의 ?(\d+|[일이삼사오육칠팔구십])/gu;
/** `2-3万`: both are ten thousands. */
const RANGE_BEFORE = /(\d+(?:[.,]\d+)?) ?[-–—~〜至到] ?$/u;
const NUMBER_BEFORE = /[买買送满滿减減打第]$/u;
/** `双十一` is a day, `十分` means very much, `千万` by all means. */
const IDIOM_BEFORE = /[双雙]$/u;

/** Numerals in languages that do not separate words, alone and mixed with digits: `二百五十`, `3万5千`, `สิบสอง`. */
export function readUnspaced(reading: Reading): void {
  const base = reading.language.split('-')[0];
  if (!reading.words?.unspaced) return;
  if (reading.words.half !== undefined) readHalves(reading, reading.words.half);
  if (base === 'ko') {
    readParts(reading, KOREAN_PARTS, hangulAtoms);
    readRuns(reading, HANGUL, hangulAtoms);
    return;
  }
  if (base === 'th') return readRuns(reading, reading.vocabulary.runs, reading.vocabulary.allAtoms);
  readParts(reading, PARTS_OF_HUNDRED, hanAtoms);
  readRuns(reading, HAN, hanAtoms);
}

/** `三分之二` is 2/3. */
function readParts(reading: Reading, pattern: RegExp, atoms: ReadonlyMap<string, Atom>): void {
  reading.take(pattern, ([, below = '', above = '']) => {
    const [whole, part] = [numeralOf(reading, below, atoms), numeralOf(reading, above, atoms)];
    if (whole === undefined || part === undefined || whole.value === 0) return false;
    reading.add([canonical(part.value / whole.value)]);
    return true;
  });
}

function readHalves(reading: Reading, half: RegExp): void {
  reading.take(half, ({ 0: word, index }) => {
    addPart(reading, { value: 0.5, sure: false, start: index, end: index + word.length });
    return true;
  });
}

/** `八折` takes 20 % off, `七五折` 25 %; `3割` is 30 %. */
export function readDiscounts(reading: Reading): void {
  const share = { ids: ['percent'], strict: false };
  reading.take(/(\d(?:\.\d|\d)?|[一二三四五六七八九]{1,2})([折割])/gu, ([, written = '', kind]) => {
    const digits = [...written].map((sign) => '〇一二三四五六七八九'.indexOf(sign)).join('');
    const tenths = /\d/.test(written) ? Number(written) : Number(digits);
    const paid = tenths >= 10 ? tenths : tenths * 10;
    reading.add([paid, ...(kind === '折' ? [100 - paid, tenths] : [tenths])].map(canonical), true, share);
    return true;
  });
}

function readRuns(reading: Reading, pattern: RegExp, atoms: ReadonlyMap<string, Atom>): void {
  for (const { 0: match, index } of reading.text.matchAll(pattern)) {
    const run = match.trimEnd();
    const end = index + run.length;
    const signs = signsOf(run, atoms);
    const list = isList(signs, atoms);
    if (list && signs.length > 1) readList(reading, signs, atoms);
    else {
      const numeral = numeralOf(reading, run, atoms);
      if (numeral === undefined) continue;
      const sure = certain(reading, run, signs, numeral, index, end, atoms);
      const { unit, negative } = reading.surroundings(index, end);
      const value = canonical(numeral.value);
      reading.add([negative ? `-${value}` : value], sure, unit);
      readRangeBefore(reading, run, numeral, index);
    }
    reading.blank(index, end);
  }
}

/** `2-3万` is 20,000 to 30,000, or from two. */
function readRangeBefore(reading: Reading, run: string, numeral: Numeral, index: number): void {
  const [digits] = /^[\d.,]+(?=\D+$)/.exec(run) ?? [];
  const [all, before] = (digits && RANGE_BEFORE.exec(reading.text.slice(0, index))) ?? [];
  if (digits === undefined || all === undefined || before === undefined) return;
  const [value = '', own = ''] = [before, digits].map((written) => readWritten(written, reading.decimal)[0]);
  reading.add([value, canonical((Number(value) * numeral.value) / Number(own))]);
  reading.blank(index - all.length, index);
}

function certain(
  reading: Reading,
  run: string,
  signs: readonly string[],
  numeral: Numeral,
  start: number,
  end: number,
  atoms: ReadonlyMap<string, Atom>,
): boolean {
  if (/\d/.test(run)) return true;
  const [before, after] = [reading.text.slice(0, start), reading.text.slice(end, end + 8)];
  const counters = reading.words?.counters ?? '';
  const counted = new RegExp(`^ ?(?:${counters})`, 'u').test(after);
  if (before.endsWith('第') || IDIOM_BEFORE.test(before)) return false;
  if (isFormal(run) && signs.length === 1) return false;
  const bare = atoms.get(signs[0] ?? '')?.kind === 'times';
  if (reading.language.startsWith('ko')) return counted && run !== '조' && run !== '억';
  if (signs.length > 1 && !(bare && signs.length === 2 && !/^[十拾]/u.test(run))) return true;
  return numeral.value > 1 && (counted || NUMBER_BEFORE.test(before) || before.endsWith('%'));
}

/** Signs without any multiplier: a year or a telephone number when they are many, two guesses when they are two. */
const isList = (signs: readonly string[], atoms: ReadonlyMap<string, Atom>) =>
  signs.every((sign) => {
    const atom = atoms.get(sign);
    return atom?.kind === 'add' && atom.value < 10;
  });

function readList(reading: Reading, signs: readonly string[], atoms: ReadonlyMap<string, Atom>): void {
  const values = signs.map((sign) => {
    const atom = atoms.get(sign);
    return atom?.kind === 'add' ? String(atom.value) : '';
  });
  if (signs.length > 2 || values.includes('0')) reading.add([values.join('').replace(/^0+(?=\d)/, '')]);
  else for (const value of values) reading.add([value], false);
}

function numeralOf(reading: Reading, run: string, atoms: ReadonlyMap<string, Atom>): Numeral | undefined {
  if (/^\d+$/.test(run)) return { value: Number(run), atoms: 1, sure: true };
  const builder = new NumeralBuilder(reading.words ?? {});
  for (const sign of signsOf(run, atoms)) {
    const literal = /^\d/.test(sign) ? Number(readWritten(sign, reading.decimal)[0]) : undefined;
    const atom: Atom | undefined =
      literal === undefined ? atoms.get(sign) : { kind: 'add', value: literal, sure: true };
    if (atom?.kind === 'add' && atom.value === 0) builder.skipPlace();
    else if (atom !== undefined && !builder.take(atom, false)) return undefined;
  }
  return builder.end();
}

function signsOf(run: string, atoms: ReadonlyMap<string, Atom>): string[] {
  const known = signPatterns.get(atoms) ?? patternOf([...atoms.keys()]);
  signPatterns.set(atoms, known);
  return run.match(known) ?? [];
}

const signPatterns = new WeakMap<ReadonlyMap<string, Atom>, RegExp>();
const patternOf = (signs: string[]) =>
  new RegExp(`${DIGITS}|${signs.sort((one, other) => other.length - one.length).join('|')}`, 'gu');
