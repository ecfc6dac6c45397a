import type { Reading } from './reading.js';

const LETTERS = /^( ?)([A-Za-z]{1,2})(?![\p{L}\p{N}'’/-])/u;
const MONEY_AHEAD = /^ ?(?:\p{Sc}|[A-Z]{3}(?!\p{L}))/u;
const usual: Readonly<Record<string, number>> = { m: 1e6, mm: 1e6, b: 1e9, t: 1e12 };
/** What a capital letter may be short for, when a number has it and no money beside it. */
const measures: Readonly<Record<string, readonly string[]>> = { M: ['meter'], B: [] };

type Scale =
  /** Beside money it multiplies: for certain, or not where it may also name a size (`$15 M`). */
  | { kind: 'sure' | 'open'; factor: number; end: number }
  /** Elsewhere it names something else at least as often. */
  | { kind: 'measure'; factor: number; ids: readonly string[] };

/** `$1.2M`, `3 B€`, `₹5L`, `2M views`. */
export function scaleOfLetter(reading: Reading, written: string, start: number, end: number): Scale | undefined {
  const [all, gap, letters = ''] = LETTERS.exec(reading.text.slice(end, end + 5)) ?? [];
  if (all === undefined) return undefined;
  const lower = letters.toLowerCase();
  const factor = reading.words?.letters?.[lower] ?? usual[lower];
  if (factor === undefined) return undefined;
  const until = end + all.length;
  if (MONEY_AHEAD.test(reading.text.slice(until, until + 5))) return { kind: 'sure', factor, end: until };
  if (reading.units.before(reading.text, start, false) !== undefined)
    return { kind: gap === '' || written.includes('.') ? 'sure' : 'open', factor, end: until };
  const ids = gap === '' ? measures[letters] : undefined;
  return ids && { kind: 'measure', factor: usual[lower] ?? factor, ids };
}
