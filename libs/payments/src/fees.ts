const basis = 10_000;

/** The house's share of an amount, in minor units: halves go up. Pure. */
export const feeOf = (amount: number, basisPoints: number): number =>
  Number((BigInt(amount) * BigInt(basisPoints) * 2n + BigInt(basis)) / BigInt(basis * 2));

/**
 * What the house gives back of its fee when some of a payment goes back: so much that its share of what is left stays,
 * and nothing when nothing is left. All in minor units. Pure.
 */
export function feeToGiveBack(
  fee: { credited: number; debited: number },
  payment: { captured: number; refundedAfter: number },
): number {
  if (fee.credited === 0) return 0;
  const { captured, refundedAfter } = payment;
  const left = captured - refundedAfter;
  const kept = Number((BigInt(fee.credited) * BigInt(left) * 2n + BigInt(captured)) / BigInt(captured * 2));
  return Math.max(0, fee.credited - kept - fee.debited);
}
