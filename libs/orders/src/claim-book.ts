import type { ClaimOutcome, Hold, WaitingPlace } from '#libs/contracts';
import {
  type AskedPlace,
  basketKey,
  buyerKey,
  type ClaimRequest,
  type ClaimScene,
  type HoldChange,
  type OfferOnSale,
  type PlaceChange,
  sourceKeyOf,
} from './claim.js';
import { isOpen, reservedBy } from './hold-lifecycle.js';

type Buyer = Pick<ClaimRequest, 'sessionId' | 'buyerId'>;

/** How long an answer to a question keeps the place of the claim that was asked about, in milliseconds. */
const askedPlaceMs = 60_000;

/** What is known while a group of claims is decided: the scene, moved on by each decision before the next one is made. */
export class ClaimBook {
  readonly #holds: Map<string, readonly Hold[]>;
  readonly #places: Map<string, readonly WaitingPlace[]>;
  readonly #asked: Map<string, AskedPlace>;
  readonly #answered: Map<string, ClaimOutcome>;
  readonly #stock: Map<string, number>;
  readonly #queued: Set<string>;
  readonly #seqs: Map<string, number>;
  readonly #baskets: Map<string, string>;
  readonly #left: Map<string, number>;
  readonly #holdChanges = new Map<string, HoldChange>();
  readonly #placeChanges = new Map<string, PlaceChange>();

  constructor(readonly scene: ClaimScene) {
    this.#holds = new Map(scene.holds);
    this.#places = new Map(scene.waiting);
    this.#asked = new Map(scene.asked);
    this.#answered = new Map(scene.answered);
    this.#stock = new Map(scene.stock);
    this.#queued = new Set(scene.queued);
    this.#seqs = new Map(scene.seqs);
    this.#baskets = new Map(scene.baskets);
    this.#left = new Map([...scene.offers.values()].map(({ id, left }) => [id, left]));
  }

  get changes(): { holds: HoldChange[]; places: PlaceChange[] } {
    return { holds: [...this.#holdChanges.values()], places: [...this.#placeChanges.values()] };
  }

  answerTo(request: ClaimRequest): ClaimOutcome | undefined {
    return this.#answered.get(sourceKeyOf(request));
  }

  answer(request: ClaimRequest, outcome: ClaimOutcome): void {
    this.#answered.set(sourceKeyOf(request), outcome);
  }

  nextSeq(sessionId: string): number {
    const seq = (this.#seqs.get(sessionId) ?? 0) + 1;
    this.#seqs.set(sessionId, seq);
    return seq;
  }

  /** Open and confirmed ones, oldest first. */
  holdsOf(buyer: Buyer): readonly Hold[] {
    return this.#holds.get(buyerKey(buyer)) ?? [];
  }

  placesOf(buyer: Buyer): readonly WaitingPlace[] {
    return this.#places.get(buyerKey(buyer)) ?? [];
  }

  /** Units that a newcomer may take: none while others wait for them. */
  free(variantId: string): number {
    return this.#queued.has(variantId) ? 0 : (this.#stock.get(variantId) ?? 0);
  }

  /** Units of the offer that all buyers together may still claim. */
  left({ id }: OfferOnSale): number {
    return this.#left.get(id) ?? 0;
  }

  /** The order that further holds of this buyer at this exporter join. */
  basket(buyer: Buyer, exporterId: string, fresh: string): string {
    const key = basketKey(buyer, exporterId);
    const known = this.#baskets.get(key) ?? fresh;
    this.#baskets.set(key, known);
    return known;
  }

  /** The place that an answer to a question keeps; it is given once. */
  takeAskedPlace(buyer: Buyer, code: string | null): AskedPlace | undefined {
    const asked = this.#asked.get(buyerKey(buyer));
    this.#asked.delete(buyerKey(buyer));
    if (asked === undefined || (asked.code !== null && code !== null && asked.code !== code)) return undefined;
    return this.scene.now.getTime() - asked.askedAt.getTime() <= askedPlaceMs ? asked : undefined;
  }

  keepAskedPlace(buyer: Buyer, place: AskedPlace): void {
    this.#asked.set(buyerKey(buyer), place);
  }

  /** A new hold, or a known one as it is from now on. */
  putHold(buyer: Buyer, exporterId: string | null, hold: Hold): void {
    const before = this.holdsOf(buyer).find(({ id }) => id === hold.id);
    const taken = reservedBy(hold) - (before === undefined ? 0 : reservedBy(before));
    this.#stock.set(hold.variantId, (this.#stock.get(hold.variantId) ?? 0) - taken);
    this.#claim(hold.offerId, claimedBy(hold) - (before === undefined ? 0 : claimedBy(before)));
    const others = this.holdsOf(buyer).filter(({ id }) => id !== hold.id);
    this.#holds.set(buyerKey(buyer), isOpen(hold) ? [...others, hold] : others);
    if (!isOpen(hold)) this.#leaveBasket(buyer, hold.orderId);
    const known = this.#holdChanges.get(hold.id);
    const change = { buyerId: buyer.buyerId, exporterId, before: before ?? null, after: hold };
    this.#holdChanges.set(hold.id, known === undefined ? change : { ...known, after: hold });
  }

  /** A new place in the line, or a known one as it is from now on. */
  putPlace(buyer: Buyer, place: WaitingPlace, since: Date): void {
    const before = this.placesOf(buyer).find(({ id }) => id === place.id);
    this.#claim(place.offerId, waitingFor(place) - (before === undefined ? 0 : waitingFor(before)));
    const others = this.placesOf(buyer).filter(({ id }) => id !== place.id);
    this.#places.set(buyerKey(buyer), place.state === 'WAITING' ? [...others, place] : others);
    if (place.state === 'WAITING') this.#queued.add(place.variantId);
    const known = this.#placeChanges.get(place.id);
    const change = { buyerId: buyer.buyerId, before: before ?? null, after: place, since };
    this.#placeChanges.set(place.id, known === undefined ? change : { ...known, after: place });
  }

  /** An order of which nothing is held any more ends: what comes next begins another one. */
  #leaveBasket(buyer: Buyer, orderId: string): void {
    if (this.holdsOf(buyer).some((hold) => hold.orderId === orderId && isOpen(hold))) return;
    for (const [key, basket] of this.#baskets) if (basket === orderId) this.#baskets.delete(key);
  }

  #claim(offerId: string, units: number): void {
    this.#left.set(offerId, (this.#left.get(offerId) ?? 0) - units);
  }
}

const claimedBy = (hold: Hold): number => (isOpen(hold) ? hold.qty : 0);
const waitingFor = ({ state, qty }: WaitingPlace): number => (state === 'WAITING' ? qty : 0);
