import { z } from 'zod';

/** ISO 4217 alphabetic code. */
export const CurrencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: 'CurrencyCode', description: 'ISO 4217 currency code', example: 'USD' });
export type CurrencyCode = z.infer<typeof CurrencyCode>;

/** An amount in integer minor units of its currency (1450 USD is 14.50 dollars, 1450 RWF is 1,450 francs). */
export const MinorUnits = z.int().min(0).max(1_000_000_000_000);

export const Money = z.object({ amount: MinorUnits, currency: CurrencyCode }).meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;

/** How many decimals a currency has: the exponent of ISO 4217, as ECMA-402 knows it. */
export function currencyDecimals(currency: CurrencyCode): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
