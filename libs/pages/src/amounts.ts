import { currencyDecimals } from '#libs/contracts';

/** How readers of a language divide the digits of a number, and which digits these are. */
function marksOf(locale: string) {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1_234_567.8);
  const digits = new Intl.NumberFormat(locale, { useGrouping: false }).format(9_876_543_210);
  return {
    decimal: parts.find(({ type }) => type === 'decimal')?.value ?? '.',
    group: parts.find(({ type }) => type === 'group')?.value ?? ',',
    digits: Array.from(digits).reverse(),
  };
}

/**
 * An amount as people write it: `14.50` or `1,450` in English, `14,50` or `1 450` in French.
 *
 * @returns minor units of the currency; null where it is no amount, has more decimals than the currency, or could mean two
 */
export function readAmount(written: string, currency: string, locale: string): number | null {
  const { decimal, group, digits } = marksOf(locale);
  const plain = Array.from(written.trim(), (sign) =>
    digits.includes(sign) ? String(digits.indexOf(sign)) : sign,
  ).join('');
  const isSpace = /\s/.test(group);
  const parts = (isSpace ? plain.replace(/\s/g, ' ') : plain).split(isSpace ? ' ' : group);
  const [first = '', ...others] = parts;
  const last = others.at(-1) ?? '';
  const whole = others.slice(0, -1).every((part) => /^\d{3}$/.test(part)) && /^\d{3}(?!\d)/.test(last);
  if (others.length > 0 && !(whole && /^\d{1,3}$/.test(first))) return null;
  const number = parts.join('').replace(decimal, '.');
  const [, units, part = ''] = /^(\d{1,13})(?:\.(\d+))?$/.exec(number) ?? [];
  const decimals = currencyDecimals(currency);
  return units === undefined || part.length > decimals ? null : Number(units + part.padEnd(decimals, '0'));
}

/** As `readAmount` reads it, for a field: without groups and currency. */
export function writeAmount(amount: number, currency: string, locale: string): string {
  const decimals = currencyDecimals(currency);
  const format = { useGrouping: false, minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(locale, format).format(amount / 10 ** decimals);
}
