import { currencyDecimals } from '#libs/contracts';

/** The columns of a table of listings, a row for each variant; behind them one for each currency. */
export const columns = [
  'listing',
  'language',
  'title',
  'description',
  'hs_code',
  'origin_country',
  'sku',
  'variant',
  'on_hand',
] as const;
export type Column = (typeof columns)[number] | `price_${string}`;

const priceColumn = /^price_([A-Z]{3})$/;
export const currencyOf = (column: string): string | undefined => priceColumn.exec(column)?.[1];

/** `1450` USD is `14.50`, `1450` RWF is `1450`. */
export function writeAmount(amount: number, currency: string): string {
  const decimals = currencyDecimals(currency);
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** @returns minor units; undefined when it is no amount, or has more decimals than the currency */
export function readAmount(cell: string, currency: string): number | undefined {
  const decimals = currencyDecimals(currency);
  const [, whole, part = ''] = /^(\d{1,13})(?:\.(\d+))?$/.exec(cell) ?? [];
  return whole === undefined || part.length > decimals ? undefined : Number(whole + part.padEnd(decimals, '0'));
}

/** What a spreadsheet would take for a formula (OWASP, CSV injection), however often it was guarded before. */
const formula = /^'*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

/** An apostrophe makes a spreadsheet show the cell as it is. */
export const guard = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);
export const unguard = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);
