import type { Money } from '#libs/contracts';

/** One side of a movement, in minor units: positive is debit, negative is credit. */
export type LedgerSide = { account: string; amount: number; currency: string };
export type Transfer = { transferId: string; orderId: string; sides: readonly LedgerSide[] };

export const ledgerAccounts = {
  provider: (name: string) => `provider:${name}`,
  exporter: (id: string) => `exporter:${id}`,
  platformFees: 'fees:platform',
  providerFees: (name: string) => `fees:${name}`,
} as const;

/** Money moves from the credited to the debited account. */
export const movement = (debit: string, credit: string, { amount, currency }: Money): LedgerSide[] => [
  { account: debit, amount, currency },
  { account: credit, amount: -amount, currency },
];

/**
 * A movement in double-entry bookkeeping.
 *
 * @throws RangeError when the sides do not sum to zero in every currency, or hold something else than whole minor units
 */
export function transferOf(transferId: string, orderId: string, sides: readonly LedgerSide[]): Transfer {
  const sums = new Map<string, number>();
  for (const { amount, currency } of sides) {
    if (!Number.isSafeInteger(amount)) throw new RangeError('a ledger amount is not in whole minor units');
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  if ([...sums.values()].some((sum) => sum !== 0)) throw new RangeError('a ledger transfer does not sum to zero');
  return { transferId, orderId, sides };
}
