import { setImmediate as turn } from 'node:timers/promises';
import { compareNumbers } from './compare-numbers.js';
import { toPlainText } from './plain-text.js';
import { readNumbers } from './read-numbers.js';
import { knownLanguages } from './words/index.js';

export { compareNumbers, type NumberComparison } from './compare-numbers.js';
export { localisedNumber } from './localised-number.js';
export { riskyNumbers } from './risky-numbers.js';
export { showToken } from './number-token.js';

/** Whether a translation has other numbers than its source. */
export const numbersDiffer = (source: string, from: string, target: string, to: string): boolean =>
  !compareNumbers(source, from, target, to).same;

/** The numbers that a text certainly has, in canonical form and order. */
export const numbersIn = (text: string, language: string): readonly string[] =>
  readNumbers(toPlainText(text), language, { words: false, codes: [], fractions: false })
    .filter(({ sure }) => sure)
    .map(({ values }) => values.join('/'))
    .sort();

/**
 * Learns how the languages name units, money and months (CLDR) before the first text asks for it: that takes some 15 ms
 * each, and others have their turn in between.
 */
export async function learnNumbers(): Promise<void> {
  for (const language of [...knownLanguages, 'zh-Hans', 'zh-Hant']) {
    numbersDiffer('1 kg', language, '1 kg', language);
    await turn();
  }
}
