import type { ClaimOutcome, Hold } from '#libs/contracts';
import {
  buyerKey,
  type ClaimIntent,
  type ClaimRequest,
  type ClaimScene,
  type DecidedClaim,
  meantVariant,
  offerKey,
  type OfferOnSale,
  sourceKeyOf,
  type VariantOnSale,
} from './claim.js';
import { isOpen } from './hold-lifecycle.js';

/** Holds that one buyer may have open in a session at the same time. */
export const maxOpenHolds = 3;

/** What is known so far: the scene, moved on by each decision before the next one is made. */
type Book = Omit<ClaimScene, 'holds' | 'answered' | 'stock'> & {
  holds: Map<string, readonly Hold[]>;
  answered: Map<string, ClaimOutcome>;
  stock: Map<string, number>;
};
type Order = Extract<ClaimIntent, { kind: 'buy' }>;

/** Decides claims one after the other in the order given, as if each had come alone. Pure. */
export function decideClaims(requests: readonly ClaimRequest[], scene: ClaimScene): DecidedClaim[] {
  const book: Book = {
    ...scene,
    holds: new Map(scene.holds),
    answered: new Map(scene.answered),
    stock: new Map(scene.stock),
  };
  return requests.map((request) => {
    const before = book.answered.get(sourceKeyOf(request));
    if (before !== undefined) return { request, outcome: toldAgain(before), isNew: false };
    // what the host and the staff say in the chat is talk, not an order
    if (request.messageId !== null && book.staff.has(buyerKey(request)))
      return { request, outcome: null, isNew: false };
    const outcome = decide(request, book);
    book.answered.set(sourceKeyOf(request), outcome);
    return { request, outcome, isNew: true };
  });
}

const toldAgain = (outcome: ClaimOutcome): ClaimOutcome =>
  outcome.outcome === 'HELD' ? { ...outcome, outcome: 'DUPLICATE' } : outcome;

function decide(request: ClaimRequest, book: Book): ClaimOutcome {
  const { intent, ids } = request;
  if (intent.kind === 'buy') return decideOrder(request, intent, book);
  if (intent.kind === 'cancel') return decideCancel(request, intent.code, book);
  if (intent.kind === 'status') return statusOf(request, book);
  const { reason, choices, code, qty } = intent;
  return { outcome: 'ASKED', claim: ids.claim, reason, choices, code, qty };
}

function decideOrder(request: ClaimRequest, order: Order, book: Book): ClaimOutcome {
  const offer = book.offers.get(offerKey(request.sessionId, order.code));
  const reject = rejection(request.ids.claim, order.code);
  if (book.staff.has(buyerKey(request))) return reject('own-session');
  if (offer === undefined || (order.offerId !== undefined && order.offerId !== offer.id)) return reject('offer-closed');
  const variant = meantVariant(offer, order.variantId);
  if (variant === undefined) return askVariant(request.ids.claim, order, offer);
  if (variant.price === null) return reject('no-price');
  if (order.qty > offer.maxPerBuyer) return askQuantity(request.ids.claim, order, offer);

  const holds = (book.holds.get(buyerKey(request)) ?? []).filter((hold) => hold.offerId === offer.id);
  const same = holds.find((hold) => isOpen(hold) && hold.variantId === variant.id && hold.qty === order.qty);
  if (same !== undefined) return { outcome: 'DUPLICATE', claim: request.ids.claim, hold: same };
  const taken = holds.reduce((sum, { qty }) => sum + qty, 0);
  if (taken + order.qty > offer.maxPerBuyer) return reject('limit-per-buyer');
  if (openHolds(request, book).length >= maxOpenHolds) return reject('too-many-holds');
  if ((book.stock.get(variant.id) ?? 0) < order.qty) return reject('out-of-stock');
  return take(request, order.qty, offer, { ...variant, price: variant.price }, book);
}

/** Another quantity than the one held is a further hold beside it, within the same limits. */
function take(
  request: ClaimRequest,
  qty: number,
  offer: OfferOnSale,
  variant: VariantOnSale & { price: number },
  book: Book,
): ClaimOutcome {
  const { currency } = offer;
  const hold: Hold = {
    id: request.ids.hold,
    orderId: request.ids.order,
    sessionId: offer.sessionId,
    offerId: offer.id,
    code: offer.code,
    variantId: variant.id,
    variantName: variant.name,
    qty,
    unitPrice: { amount: variant.price, currency },
    total: { amount: variant.price * qty, currency },
    state: 'HELD',
    expiresAt: new Date(book.now.getTime() + offer.holdSeconds * 1000).toISOString(),
  };
  book.stock.set(variant.id, (book.stock.get(variant.id) ?? 0) - qty);
  book.holds.set(buyerKey(request), [...(book.holds.get(buyerKey(request)) ?? []), hold]);
  return { outcome: 'HELD', claim: request.ids.claim, hold };
}

/** The newest hold of the item goes back. One that is being paid stays: the payment decides. */
function decideCancel(request: ClaimRequest, code: string | null, book: Book): ClaimOutcome {
  const holds = book.holds.get(buyerKey(request)) ?? [];
  const newest = holds.findLast((hold) => hold.state === 'HELD' && (code === null || hold.code === code));
  if (newest === undefined) return statusOf(request, book);
  book.stock.set(newest.variantId, (book.stock.get(newest.variantId) ?? 0) + newest.qty);
  book.holds.set(
    buyerKey(request),
    holds.filter((hold) => hold !== newest),
  );
  return { outcome: 'RELEASED', claim: request.ids.claim, hold: { ...newest, state: 'RELEASED' } };
}

const statusOf = (request: ClaimRequest, book: Book): ClaimOutcome => ({
  outcome: 'STATUS',
  claim: request.ids.claim,
  holds: openHolds(request, book),
});

const openHolds = (request: ClaimRequest, book: Book): Hold[] =>
  (book.holds.get(buyerKey(request)) ?? []).filter(isOpen);

type Rejected = Extract<ClaimOutcome, { outcome: 'REJECTED' }>;
const rejection =
  (claim: string, code: string) =>
  (reason: Rejected['reason']): Rejected => ({ outcome: 'REJECTED', claim, reason, code });

function askVariant(claim: string, { code, qty, variantId }: Order, offer: OfferOnSale): ClaimOutcome {
  const reason = variantId === undefined ? 'variant-missing' : 'variant-unknown';
  return { outcome: 'ASKED', claim, reason, choices: offer.variants.map(({ name }) => name), code, qty };
}

const askQuantity = (claim: string, { code, qty }: Order, { maxPerBuyer }: OfferOnSale): ClaimOutcome => ({
  outcome: 'ASKED',
  claim,
  reason: 'quantity-over-limit',
  choices: [String(maxPerBuyer)],
  code,
  qty,
});
