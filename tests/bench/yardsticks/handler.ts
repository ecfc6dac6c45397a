import type { ClaimOutcome, PlaceClaim } from '#libs/contracts';

/** Decides one claim. */
export type ClaimHandler = (sessionId: string, buyerId: string, claim: PlaceClaim) => Promise<ClaimOutcome>;

/** A hold as it is told. */
export const heldOutcome = (
  sessionId: string,
  { code, variantId = '', qty }: PlaceClaim,
  { claim, hold, order, offer, price }: { claim: string; hold: string; order: string; offer: string; price: number },
): ClaimOutcome => ({
  outcome: 'HELD',
  claim,
  hold: {
    id: hold,
    orderId: order,
    sessionId,
    offerId: offer,
    code,
    variantId,
    variantName: '250 g tin',
    qty,
    unitPrice: { amount: price, currency: 'USD' },
    total: { amount: price * qty, currency: 'USD' },
    state: 'HELD',
    reserved: true,
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
  },
});
