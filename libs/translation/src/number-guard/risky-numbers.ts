import type { NumberRisk } from '#libs/contracts';
import type { NumberToken } from './number-token.js';
import { toPlainText } from './plain-text.js';
import { readNumbers } from './read-numbers.js';
import { WRITTEN_NUMBER } from './written-number.js';

/** A number as it is understood, and why an engine or a reader may understand another one. */
export type ReadNumber = { read: string; risk: NumberRisk | null };

const SEPARATED = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** The numbers that a text certainly has; codes stay as they are. */
export function riskyNumbers(text: string, language: string): ReadNumber[] {
  const plain = toPlainText(text);
  const read = (words: boolean) =>
    readNumbers(plain, language, { words, codes: [], fractions: true }).filter(
      ({ sure, values }) => sure && !values.some((value) => value.startsWith('#')),
    );
  const written = countOf(read(false));
  // a separator that divides thousands here divides fractions elsewhere
  const separated = new Set(
    (plain.match(WRITTEN_NUMBER) ?? [])
      .filter((number) => SEPARATED.test(number))
      .flatMap((number) => [number.replace(/\D/, ''), String(Number(number.replace(/\D/, '.')))]),
  );
  return read(true).map((token) => {
    const shown = shownAs(token);
    const left = written.get(shown) ?? 0;
    written.set(shown, left - 1);
    return { read: shown, risk: riskOf(token, left > 0, separated) };
  });
}

function riskOf({ values }: NumberToken, isWritten: boolean, separated: ReadonlySet<string>): NumberRisk | null {
  if (values.length > 1) return 'open';
  if (!isWritten) return 'in-words';
  return values.some((value) => separated.has(value)) ? 'separator' : null;
}

function countOf(tokens: readonly NumberToken[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(shownAs(token), (counts.get(shownAs(token)) ?? 0) + 1);
  return counts;
}

/** `$` may be the dollar of many countries: then the text says it better. */
const shownAs = ({ values, unit }: NumberToken): string =>
  [values.join(' / '), ...(unit?.ids.length === 1 ? unit.ids : [])].join(' ');
