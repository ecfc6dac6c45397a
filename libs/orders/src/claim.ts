import type { AskReason, ClaimOutcome, Hold } from '#libs/contracts';

/** What somebody wants, however they said it. `offerId` binds it to one offer of the item, not to a later one. */
export type ClaimIntent =
  | { kind: 'buy'; code: string; offerId?: string; variantId?: string; qty: number }
  | { kind: 'ask'; reason: AskReason; choices: string[]; code: string | null; qty: number }
  | { kind: 'cancel'; code: string | null }
  | { kind: 'status' };

/**
 * One claim on its way to a decision. `sourceKey` is the message or the idempotency key it came with: the same one of
 * the same buyer is the same claim. The ids are given at ingress, so that a decision that is made again is the same.
 */
export type ClaimRequest = {
  sessionId: string;
  buyerId: string;
  sourceKey: string;
  messageId: string | null;
  intent: ClaimIntent;
  ids: { claim: string; hold: string; order: string };
};

export type VariantOnSale = { id: string; name: string; price: number | null };

/** An open offer of a live session. `price` of its variants is in minor units of the session's currency. */
export type OfferOnSale = {
  id: string;
  sessionId: string;
  code: string;
  exporterId: string;
  currency: string;
  maxPerBuyer: number;
  holdSeconds: number;
  variants: readonly VariantOnSale[];
};

/**
 * All that a decision depends on, as it is while the transaction holds its locks. Keys are made by the functions below.
 * `holds` of a buyer in the session: open and confirmed ones, oldest first. `stock`: what is left of each variant.
 */
export type ClaimScene = {
  now: Date;
  offers: ReadonlyMap<string, OfferOnSale>;
  holds: ReadonlyMap<string, readonly Hold[]>;
  staff: ReadonlySet<string>;
  answered: ReadonlyMap<string, ClaimOutcome>;
  stock: ReadonlyMap<string, number>;
};

/** `outcome` null: not a claim after all. `isNew` false: this was decided before, and is only told again. */
export type DecidedClaim = { request: ClaimRequest; outcome: ClaimOutcome | null; isNew: boolean };

export const offerKey = (sessionId: string, code: string): string => `${sessionId} ${code}`;
export const buyerKey = ({ sessionId, buyerId }: Pick<ClaimRequest, 'sessionId' | 'buyerId'>): string =>
  `${sessionId} ${buyerId}`;
export const sourceKeyOf = (claim: Pick<ClaimRequest, 'sessionId' | 'buyerId' | 'sourceKey'>): string =>
  `${buyerKey(claim)} ${claim.sourceKey}`;

/** The variant that is meant: the named one, or the only one there is. */
export function meantVariant(offer: OfferOnSale, variantId: string | undefined): VariantOnSale | undefined {
  if (variantId !== undefined) return offer.variants.find(({ id }) => id === variantId);
  return offer.variants.length === 1 ? offer.variants[0] : undefined;
}
