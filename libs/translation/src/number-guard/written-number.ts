import { knownLanguage } from './known-language.js';

/** Digits with separators, as `1.299,00` or `1'299.5`. */
export const WRITTEN_NUMBER = /\d+(?:[.,'’٬٫،]\d+)*|(?<![\d.,\p{L}])[.,]\d+/gu;
export const GROUPED = /^\d{1,3}(\D)\d{3}(?:\1\d{3})*$|^\d{1,2}(\D)\d{2}(?:\2\d{2})*\2\d{3}$/;

/**
 * The value of a written number, or the values of a list of them (`1,2,3`). Where a separator could be either
 * (`1.299`), the language decides.
 */
export function readWritten(written: string, localDecimal: string): string[] {
  if (/^[.,]/.test(written)) return [`0.${withoutPadding(written.slice(1))}`];
  const at = decimalIndex(written, localDecimal);
  const whole = at === undefined ? written : written.slice(0, at);
  // Not grouped as any language groups: its numbers stand by themselves.
  if (!/^\d+$/.test(whole) && !GROUPED.test(whole)) return (written.match(/\d+/g) ?? []).map(withoutLeadingZeros);
  const fraction = at === undefined ? '' : withoutPadding(written.slice(at + 1));
  const integer = withoutLeadingZeros(whole.replace(/\D/g, ''));
  return [fraction === '' ? integer : `${integer}.${fraction}`];
}

/** Where the fraction begins, if there is one. */
function decimalIndex(written: string, localDecimal: string): number | undefined {
  const separators = [...written.matchAll(/\D/g)];
  const last = separators.at(-1);
  if (last === undefined) return undefined;
  const [mark] = last;
  if (mark === '٫') return last.index;
  if (!/[.,،]/.test(mark)) return undefined;
  const before = separators.slice(0, -1);
  if (before.length > 0) return before.some(([other]) => other === mark) ? undefined : last.index;
  const looksGrouped = /^[1-9]\d{0,2}\D\d{3}$/.test(written);
  return !looksGrouped || mark === localDecimal ? last.index : undefined;
}

export const withoutLeadingZeros = (digits: string) => digits.replace(/^0+(?=\d)/, '');
const withoutPadding = (digits: string) => digits.replace(/0+$/, '');

const separators = new Map<string, { groupsBySpace: boolean; decimal: string }>();

/** How a language writes numbers in European digits (CLDR). */
export function separatorsOf(language: string): { groupsBySpace: boolean; decimal: string } {
  const known = separators.get(language) ?? readSeparators(language);
  separators.set(language, known);
  return known;
}

function readSeparators(language: string) {
  const latin = new Intl.Locale(knownLanguage(language), { numberingSystem: 'latn' });
  const parts = new Intl.NumberFormat(latin).formatToParts(1_234_567.8);
  const valueOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { groupsBySpace: valueOf('group').trim() === '', decimal: valueOf('decimal') };
}
