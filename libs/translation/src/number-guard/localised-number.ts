import { knownLanguage } from './known-language.js';
import { toPlainText } from './plain-text.js';
import { readWritten, separatorsOf } from './written-number.js';

const PLAIN = /^\d+(?:[.,'’٬٫]\d+)*$/u;

/**
 * A number in digits as another language writes it: `1,299.00` becomes `1.299,00`. What is no single number (a date, a
 * list, a version) stays as it is.
 */
export function localisedNumber(written: string, from: string, to: string): string {
  const plain = toPlainText(written);
  const { decimal } = separatorsOf(from);
  const [value, ...others] = PLAIN.test(plain) ? readWritten(plain, decimal) : [];
  if (value === undefined || others.length > 0 || /^0\d/.test(plain) || value.replace('.', '').length > 15)
    return written;
  const whole = value.split('.')[0] ?? '';
  const digits = plain.replace(/\D/g, '').length - whole.length;
  const grouped = plain.replace(/\d/g, '').length > (digits > 0 ? 1 : 0);
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: grouped };
  return new Intl.NumberFormat(knownLanguage(to), format).format(Number(value));
}
