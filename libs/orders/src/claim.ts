import type { AllocationMode, AskReason, ClaimOutcome, Hold, WaitingPlace } from '#libs/contracts';

/** What somebody wants, however they said it. `offerId` binds it to one offer of the item, not to a later one. */
export type ClaimIntent =
  | { kind: 'buy'; code: string; offerId?: string; variantId?: string; qty: number }
  | { kind: 'ask'; reason: AskReason; choices: string[]; code: string | null; qty: number }
  | { kind: 'cancel'; code: string | null; place?: string }
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
  ids: { claim: string; hold: string; order: string; place: string };
};

export type VariantOnSale = { id: string; name: string; price: number | null };

/**
 * An open offer of a live session. `price` of its variants is in minor units of the session's currency. `drawsAt` is
 * when the window of a FAIR_WINDOW ends, or null when it has no window or was drawn. `left` is what all buyers together
 * may still claim.
 */
export type OfferOnSale = {
  id: string;
  sessionId: string;
  code: string;
  exporterId: string;
  currency: string;
  mode: AllocationMode;
  maxPerBuyer: number;
  holdSeconds: number;
  drawsAt: Date | null;
  left: number;
  variants: readonly VariantOnSale[];
};

/**
 * A claim that was answered with a question at `askedAt`: who answers it within a minute keeps the place of the first
 * claim that was asked about, number `seq` at `since`.
 */
export type AskedPlace = { seq: number; since: Date; askedAt: Date; code: string | null };

/**
 * All that a decision depends on, as it is while the transaction holds its locks. Keys are made by the functions below.
 * `holds` of a buyer in the session: open and confirmed ones, oldest first. `baskets`: the order that further holds of a
 * buyer join. `stock`: what is left of each variant. `queued`: variants that somebody waits for already. `seqs`: the
 * last claim number of each session; `heads`: the hash of that claim.
 */
export type ClaimScene = {
  now: Date;
  offers: ReadonlyMap<string, OfferOnSale>;
  holds: ReadonlyMap<string, readonly Hold[]>;
  waiting: ReadonlyMap<string, readonly WaitingPlace[]>;
  asked: ReadonlyMap<string, AskedPlace>;
  baskets: ReadonlyMap<string, string>;
  staff: ReadonlySet<string>;
  answered: ReadonlyMap<string, ClaimOutcome>;
  stock: ReadonlyMap<string, number>;
  queued: ReadonlySet<string>;
  seqs: ReadonlyMap<string, number>;
  heads: ReadonlyMap<string, string>;
};

/**
 * `outcome` null: not a claim after all. `seq` null: this was decided before and is only told again; otherwise it is the
 * claim's number in its session. `place`: the earlier number whose place it kept.
 */
export type DecidedClaim = {
  request: ClaimRequest;
  outcome: ClaimOutcome | null;
  seq: number | null;
  place: number | null;
};

/** What a group of decisions did to one hold: `before` is null for a new one, whose exporter is known. */
export type HoldChange = { buyerId: string; exporterId: string | null; before: Hold | null; after: Hold };
/** What it did to a place in the line. `since` orders places of several sessions. */
export type PlaceChange = { buyerId: string; before: WaitingPlace | null; after: WaitingPlace; since: Date };
export type ClaimDecisions = { decided: DecidedClaim[]; holds: HoldChange[]; places: PlaceChange[] };

export const offerKey = (sessionId: string, code: string): string => `${sessionId} ${code}`;
export const buyerKey = ({ sessionId, buyerId }: Pick<ClaimRequest, 'sessionId' | 'buyerId'>): string =>
  `${sessionId} ${buyerId}`;
export const basketKey = (buyer: Pick<ClaimRequest, 'sessionId' | 'buyerId'>, exporterId: string): string =>
  `${buyerKey(buyer)} ${exporterId}`;
export const sourceKeyOf = (claim: Pick<ClaimRequest, 'sessionId' | 'buyerId' | 'sourceKey'>): string =>
  `${buyerKey(claim)} ${claim.sourceKey}`;

/** The variant that is meant: the named one, or the only one there is. */
export function meantVariant(offer: OfferOnSale, variantId: string | undefined): VariantOnSale | undefined {
  if (variantId !== undefined) return offer.variants.find(({ id }) => id === variantId);
  return offer.variants.length === 1 ? offer.variants[0] : undefined;
}
