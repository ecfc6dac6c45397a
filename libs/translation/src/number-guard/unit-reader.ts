import type { Unit } from './number-token.js';
import { keyOf, namesOfTwo, unitNames } from './unit-names.js';

export interface FoundUnit {
  unit: Unit;
  start: number;
  end: number;
}

const percent: Unit = { ids: ['percent'], strict: true };
const perMille: Unit = { ids: ['per-mille'], strict: true };
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;
const LETTER = /[\p{L}\p{M}]/u;
// `3 millones de euros`
const OF = /^ (?:de |d['’]|di )(?=\p{L}{2})/u;
const gapAt = (text: string, at: number) => /^[ \u00A0\u202F\n-]{0,2}/.exec(text.slice(at, at + 2))?.[0].length ?? 0;
const ALONE = new Set(['g', 'l', 'm', 't', 'г', 'л', 'м', 'т', 'đ']);

/** Finds what a number counts, beside it. */
export class UnitReader {
  private static readonly known = new Map<string, UnitReader>();
  private readonly names: ReadonlyMap<string, Unit>;
  /** How long the names are that begin, or end, with a letter, longest first. */
  private readonly lengths = new Map<string, readonly number[]>();
  private readonly lengthsByEnd = new Map<string, readonly number[]>();
  private readonly longest: number;
  private readonly twos: ReadonlyMap<string, Unit>;

  private constructor(language: string) {
    this.names = new Map([
      ...unitNames(language).map(({ name, unit }) => [name, unit] as const),
      ['%', percent],
      ['‰', perMille],
    ]);
    this.twos = new Map(namesOfTwo(language));
    this.longest = Math.max(...[...this.names.keys()].map((name) => name.length));
    for (const name of this.names.keys()) {
      note(this.lengths, name.charAt(0), name.length);
      note(this.lengthsByEnd, name.charAt(name.length - 1), name.length);
    }
  }

  static of(language: string): UnitReader {
    const reader = this.known.get(language) ?? new UnitReader(language);
    this.known.set(language, reader);
    return reader;
  }

  /** What names two of a thing in one word, as Arabic does: `غرامان`. */
  pairs(text: string): readonly Unit[] {
    if (this.twos.size === 0) return [];
    return (text.match(/[\p{L}\p{M}]+/gu) ?? []).flatMap((word) => this.twos.get(keyOf(word)) ?? []);
  }

  isName(word: string): boolean {
    return this.names.has(keyOf(word));
  }

  /** A unit that begins at `at`, after a space or hyphen perhaps. */
  after(text: string, at: number): FoundUnit | undefined {
    const gap = (text.startsWith(' d', at) ? OF.exec(text.slice(at, at + 7)) : null)?.[0].length ?? gapAt(text, at);
    const start = at + gap;
    const ahead = text.slice(start, start + this.longest + 4);
    const lower = ahead.toLowerCase();
    for (const length of this.lengths.get(lower.charAt(0)) ?? []) {
      const name = lower.slice(0, length);
      const unit = this.names.get(name);
      if (unit === undefined) continue;
      const rest = endOfWord(ahead, length);
      if (rest === undefined || (gap > 0 && isLoneLetter(name))) continue;
      // `5 $10`: the sign belongs to what follows
      if (!LETTER.test(name) && name !== '%' && /^\d/.test(ahead.slice(length))) continue;
      return { unit, start, end: start + rest };
    }
    return undefined;
  }

  /** A unit that ends at `at`, before a space perhaps. `anyName` where a language puts all units there. */
  before(text: string, at: number, anyName: boolean): FoundUnit | undefined {
    const end = text.slice(0, at).replace(/[ \u00A0\u202F]$/, '').length;
    const behind = text.slice(Math.max(0, end - this.longest - 1), end);
    const lower = behind.toLowerCase();
    for (const length of this.lengthsByEnd.get(lower.charAt(lower.length - 1)) ?? []) {
      if (length > behind.length) continue;
      const name = lower.slice(-length);
      const unit = this.names.get(name);
      if (unit === undefined || (end < at && isLoneLetter(name))) continue;
      if (!anyName && (name.length > 6 || !isMoney(unit))) continue;
      if (
        LETTER.test(name.charAt(0)) &&
        !UNSPACED.test(name.charAt(0)) &&
        LETTER.test(behind.charAt(behind.length - length - 1))
      )
        continue;
      return { unit, start: end - length, end };
    }
    return undefined;
  }
}

function note(lengths: Map<string, readonly number[]>, letter: string, length: number): void {
  const known = lengths.get(letter) ?? [];
  if (!known.includes(length))
    lengths.set(
      letter,
      [...known, length].sort((one, other) => other - one),
    );
}

const isMoney = ({ ids }: Unit) => ids.every((id) => /^[A-Z]{3}$|^percent$|^toman$/.test(id));
const isLoneLetter = (name: string) => /^[\p{Script=Latin}\p{Script=Cyrillic}]$/u.test(name) && !ALONE.has(name);

/** Where the word ends whose beginning is a unit: endings of a few letters may follow a name that is long enough. */
function endOfWord(ahead: string, length: number): number | undefined {
  const last = ahead.charAt(length - 1);
  if (!LETTER.test(last) || UNSPACED.test(last)) return length;
  const tail = /^[\p{L}\p{M}]*/u.exec(ahead.slice(length))?.[0] ?? '';
  if (tail === '' || UNSPACED.test(tail.charAt(0))) return length;
  return length >= 4 && tail.length <= 3 ? length + tail.length : undefined;
}
