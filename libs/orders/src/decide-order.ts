import type { ClaimOutcome, Hold, RejectReason, WaitingPlace } from '#libs/contracts';
import type { ClaimBook } from './claim-book.js';
import {
  buyerKey,
  type ClaimIntent,
  type ClaimRequest,
  meantVariant,
  offerKey,
  type OfferOnSale,
  type VariantOnSale,
} from './claim.js';
import { isOpen } from './hold-lifecycle.js';

/** Variants of which one buyer may hold or wait for units at the same time, in one session. */
export const maxOpenHolds = 3;

type Order = Extract<ClaimIntent, { kind: 'buy' }>;
/** Where the claim stands in the line, should it come to waiting. */
type Place = { seq: number; since: Date };
type PricedVariant = VariantOnSale & { price: number };
/** What the buyer has of the variant and may still change. */
type Had = { hold: Hold | undefined; waiting: WaitingPlace | undefined; qty: number };
/** All that is settled about a claim before units are looked at. */
type Wish = { request: ClaimRequest; offer: OfferOnSale; variant: PricedVariant; qty: number; had: Had; place: Place };

/**
 * Units for a buyer, or the one reason why not. Claiming the item again says how many are wanted now: the same number
 * is a duplicate, another one a change of what is held and waited for.
 */
export function decideOrder(request: ClaimRequest, order: Order, place: Place, book: ClaimBook): ClaimOutcome {
  const { claim } = request.ids;
  const reject = (reason: RejectReason): ClaimOutcome => ({ outcome: 'REJECTED', claim, reason, code: order.code });
  const offer = book.scene.offers.get(offerKey(request.sessionId, order.code));
  if (book.scene.staff.has(buyerKey(request))) return reject('own-session');
  if (offer === undefined || (order.offerId !== undefined && order.offerId !== offer.id)) return reject('offer-closed');
  const variant = meantVariant(offer, order.variantId);
  if (variant === undefined) return askVariant(claim, order, offer);
  const { price } = variant;
  if (price === null) return reject('no-price');
  if (order.qty > offer.maxPerBuyer) return askQuantity(claim, order, offer);

  const had = whatIsHad(request, variant.id, book);
  const paying = book.holdsOf(request).find((hold) => hold.state === 'PAYING' && hold.variantId === variant.id);
  if (had.qty === order.qty || (had.qty === 0 && paying?.qty === order.qty))
    return { outcome: 'DUPLICATE', claim, hold: had.hold ?? paying ?? null, waiting: had.waiting ?? null };
  const wish: Wish = { request, offer, variant: { ...variant, price }, qty: order.qty, had, place };
  const refusal = limitOf(wish, book);
  if (refusal !== undefined) return reject(refusal);
  return order.qty < had.qty ? takeLess(wish, book) : takeMore(wish, book);
}

function whatIsHad(request: ClaimRequest, variantId: string, book: ClaimBook): Had {
  const hold = book.holdsOf(request).findLast((one) => one.state === 'HELD' && one.variantId === variantId);
  const waiting = book.placesOf(request).find((one) => one.variantId === variantId);
  return { hold, waiting, qty: (hold?.qty ?? 0) + (waiting?.qty ?? 0) };
}

function limitOf({ request, offer, variant, qty, had }: Wish, book: ClaimBook): RejectReason | undefined {
  if (qty < had.qty) return undefined;
  const holds = book.holdsOf(request);
  const places = book.placesOf(request);
  const ofOffer = [...holds, ...places].filter(({ offerId }) => offerId === offer.id);
  const taken = ofOffer.reduce((sum, one) => sum + one.qty, 0) - had.qty;
  if (taken + qty > offer.maxPerBuyer) return 'limit-per-buyer';
  const open = new Set([...holds.filter(isOpen), ...places].map(({ variantId }) => variantId));
  if (!open.has(variant.id) && open.size >= maxOpenHolds) return 'too-many-holds';
  if (qty - had.qty > book.left(offer)) return 'offer-limit';
  if (offer.mode === 'FIRST_PAID' && book.free(variant.id) < qty) return 'out-of-stock';
  return undefined;
}

/** The line is left first, then units go back. */
function takeLess(wish: Wish, book: ClaimBook): ClaimOutcome {
  const { hold, waiting } = wish.had;
  const stillHeld = Math.min(hold?.qty ?? 0, wish.qty);
  const stillWaiting = wish.qty - stillHeld;
  const place = waiting && (stillWaiting > 0 ? { ...waiting, qty: stillWaiting } : passed(waiting));
  if (place) book.putPlace(wish.request, place, wish.place.since);
  if (hold === undefined)
    return { outcome: 'WAITLISTED', claim: wish.request.ids.claim, waiting: place as WaitingPlace };
  const less = withQty(hold, stillHeld);
  book.putHold(wish.request, wish.offer.exporterId, less);
  return outcomeOf(wish, less, stillWaiting > 0 ? place : undefined);
}

const passed = (place: WaitingPlace): WaitingPlace => ({ ...place, state: 'PASSED' });

/** What is there is held, and the rest waits. Before a draw everything waits; where nothing is reserved, nothing does. */
function takeMore(wish: Wish, book: ClaimBook): ClaimOutcome {
  const { offer, variant, had } = wish;
  const more = wish.qty - had.qty;
  const free = offer.mode === 'FIRST_PAID' ? more : offer.drawsAt === null ? book.free(variant.id) : 0;
  const got = Math.min(more, free);
  const hold = got > 0 ? heldBy(wish, got, book) : had.hold;
  if (got > 0 && hold) book.putHold(wish.request, offer.exporterId, hold);
  if (got === more) return outcomeOf(wish, hold, had.waiting);
  const waiting = placeIn(wish, more - got);
  book.putPlace(wish.request, waiting, wish.place.since);
  return outcomeOf(wish, hold, waiting);
}

function outcomeOf(wish: Wish, hold: Hold | undefined, waiting: WaitingPlace | undefined): ClaimOutcome {
  const { claim } = wish.request.ids;
  if (hold && waiting) return { outcome: 'PARTIAL', claim, hold, waiting };
  return hold ? { outcome: 'HELD', claim, hold } : { outcome: 'WAITLISTED', claim, waiting: waiting as WaitingPlace };
}

function heldBy({ request, offer, variant, had }: Wish, got: number, book: ClaimBook): Hold {
  if (had.hold) return withQty(had.hold, had.hold.qty + got);
  const { currency } = offer;
  return {
    id: request.ids.hold,
    orderId: book.basket(request, offer.exporterId, request.ids.order),
    sessionId: offer.sessionId,
    offerId: offer.id,
    code: offer.code,
    variantId: variant.id,
    variantName: variant.name,
    qty: got,
    unitPrice: { amount: variant.price, currency },
    total: { amount: variant.price * got, currency },
    state: 'HELD',
    reserved: offer.mode !== 'FIRST_PAID',
    expiresAt: new Date(book.scene.now.getTime() + offer.holdSeconds * 1000).toISOString(),
  };
}

const withQty = (hold: Hold, qty: number): Hold => ({
  ...hold,
  qty,
  total: { amount: hold.unitPrice.amount * qty, currency: hold.unitPrice.currency },
});

function placeIn({ request, offer, variant, had, place }: Wish, qty: number): WaitingPlace {
  if (had.waiting) return { ...had.waiting, qty: had.waiting.qty + qty };
  return {
    id: request.ids.place,
    sessionId: offer.sessionId,
    offerId: offer.id,
    code: offer.code,
    variantId: variant.id,
    variantName: variant.name,
    qty,
    position: place.seq,
    state: 'WAITING',
    holdId: null,
    drawsAt: offer.drawsAt?.toISOString() ?? null,
  };
}

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
