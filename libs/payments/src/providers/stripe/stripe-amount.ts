import type { Money } from '#libs/contracts';

/**
 * Currencies without decimals that Stripe counts in hundredths all the same
 * (https://docs.stripe.com/currencies#special-cases).
 */
const hundredths: ReadonlySet<string> = new Set(['ISK', 'UGX']);

export const toStripe = ({ amount, currency }: Money): { amount: number; currency: string } => ({
  amount: hundredths.has(currency) ? amount * 100 : amount,
  currency: currency.toLowerCase(),
});

export function fromStripe(amount: number, currency: string): Money {
  const code = currency.toUpperCase();
  return { amount: hundredths.has(code) ? Math.round(amount / 100) : amount, currency: code };
}
