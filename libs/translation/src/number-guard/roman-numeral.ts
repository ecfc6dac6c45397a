import type { Reading } from './reading.js';

const signs: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

/** `XXI` or `XXIe`, as centuries and kings are numbered: it may be a number. */
export function readRoman(reading: Reading, word: string): void {
  if (word.length < 2 || !(word.charAt(0) in signs) || !/^[IVX]{2,}e?$/.test(word)) return;
  const values = [...word.replace('e', '')].map((sign) => signs[sign] ?? 0);
  const value = values.reduce((sum, one, at) => sum + (one < (values[at + 1] ?? 0) ? -one : one), 0);
  reading.add([String(value)], false);
}
