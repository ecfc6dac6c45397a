import { Injectable } from '@nestjs/common';
import { DomainError, type Stock } from '#libs/contracts';
import { type Queryable, prepared } from '#libs/database';
import { groupBy } from '#libs/platform';
import { AnsweredClaimsStore } from './answered-claims.store.js';
import {
  basketKey,
  buyerKey,
  type ClaimRequest,
  type ClaimScene,
  meantVariant,
  offerKey,
  type OfferOnSale,
} from './claim.js';
import { HoldsStore, type OwnedHold } from './holds.store.js';
import { OffersOnSaleStore, onSaleAt } from './offers-on-sale.store.js';
import { OrdersStore, type PendingOrder } from './orders.store.js';
import { type ShownVariant, StockMovesStore } from './stock-moves.store.js';
import { WaitlistStore } from './waitlist.store.js';

type Keyed = { sessionId: string; buyerId: string };
type SessionRow = { id: string; seq: string; head: string };
type Stakes = { stocks: Map<string, Stock>; queued: Set<string>; shown: ShownVariant[] };
/** With the stock that is locked, and where it is shown. */
export type LockedScene = ClaimScene & Pick<Stakes, 'stocks' | 'shown'>;

/**
 * Sets the scene for a group of claims: takes the locks, then reads what is decided upon. Locks are taken sessions
 * first, then orders, then stock, each in the order of ids. The sessions' locks make claims of a session be decided one
 * group after the other, by whichever process.
 */
@Injectable()
export class ClaimSceneStore {
  constructor(
    private readonly offers: OffersOnSaleStore,
    private readonly answers: AnsweredClaimsStore,
    private readonly holds: HoldsStore,
    private readonly waitlist: WaitlistStore,
    private readonly orders: OrdersStore,
    private readonly stock: StockMovesStore,
  ) {}

  /** @throws DomainError `session.not-found` */
  async load(client: Queryable, requests: readonly ClaimRequest[]): Promise<LockedScene> {
    // one round trip, whose statements run in this order: all others of these sessions wait meanwhile
    const [sessionIds, buyerIds] = keysOf(requests);
    const buyers = [unique(sessionIds), unique(buyerIds)] as const;
    const named = variantsNamed(requests);
    const [sessions, pending, now, terms, answered, staff, asked, held, waiting, atStake] = await Promise.all([
      this.#lockSessions(client, requests),
      this.orders.lockPendingOf(client, ...buyers),
      clock(client),
      this.offers.wanted(client, requests),
      this.answers.to(client, requests),
      this.#staff(client, requests),
      this.answers.lastAsked(client, sessionIds, buyerIds),
      this.holds.ofBuyers(client, ...buyers),
      this.waitlist.ofBuyers(client, ...buyers),
      named === null ? null : this.#stockOf(client, named),
    ]);
    const offers = onSaleAt(now, terms);
    const heldIds = new Set(held.map(({ hold }) => hold.id));
    const placeIds = new Set(waiting.map(({ place }) => place.id));
    // seldom another one: for claims that do not name their variant, and for what was answered before and has ended since
    const [{ stocks, queued, shown }, ended, left] = await Promise.all([
      atStake ?? this.#stockOf(client, variantsAtStake(requests, offers, held)),
      this.holds.byIds(client, idsIn(answered, 'holdId', heldIds)),
      this.waitlist.byIds(client, idsIn(answered, 'waitlistId', placeIds)),
    ]);
    return {
      now,
      offers,
      staff,
      queued,
      stocks,
      shown,
      holds: byBuyer(held.map(({ buyerId, hold }) => [buyerId, hold])),
      waiting: byBuyer(waiting.map(({ buyerId, place }) => [buyerId, place])),
      asked,
      baskets: basketsOf(pending, held),
      answered: this.answers.outcomes(answered, [...held, ...ended], [...waiting, ...left]),
      stock: new Map([...stocks].map(([variantId, { available }]) => [variantId, available])),
      seqs: new Map(sessions.map(({ id, seq }) => [id, Number(seq)])),
      heads: new Map(sessions.map(({ id, head }) => [id, head])),
    };
  }

  async #lockSessions(client: Queryable, requests: readonly ClaimRequest[]): Promise<SessionRow[]> {
    const ids = unique(requests.map(({ sessionId }) => sessionId));
    const { rows } = await client.query<SessionRow>(
      prepared(`SELECT id, claim_seq AS seq, claim_head AS head FROM session WHERE id = ANY($1::uuid[])
       ORDER BY id FOR NO KEY UPDATE`),
      [ids],
    );
    if (rows.length !== ids.length) throw new DomainError('session.not-found');
    return rows;
  }

  async #stockOf(client: Queryable, variantIds: readonly string[]): Promise<Stakes> {
    const [stocks, queued, shown] = await Promise.all([
      this.stock.lock(client, variantIds),
      this.waitlist.queued(client, variantIds),
      this.stock.shown(client, [...new Set(variantIds)]),
    ]);
    return { stocks, queued, shown };
  }

  async #staff(client: Queryable, requests: readonly ClaimRequest[]): Promise<Set<string>> {
    const { rows } = await client.query<Keyed>(
      prepared(`SELECT session_id AS "sessionId", account_id AS "buyerId" FROM session_role
       WHERE (session_id, account_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`),
      keysOf(requests),
    );
    return new Set(rows.map(buyerKey));
  }
}

const keysOf = (requests: readonly Keyed[]): [string[], string[]] => [
  requests.map(({ sessionId }) => sessionId),
  requests.map(({ buyerId }) => buyerId),
];

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

const idsIn = <Key extends string>(
  rows: readonly Record<Key, string | null>[],
  key: Key,
  known: ReadonlySet<string>,
): string[] =>
  rows.flatMap((row) => {
    const id = row[key];
    return id === null || known.has(id) ? [] : [id];
  });

/** After the locks: whoever waited for them would give too short holds by an earlier clock. */
async function clock(client: Queryable): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>(prepared('SELECT clock_timestamp() AS now'));
  return (rows[0] as { now: Date }).now;
}

function byBuyer<Owned extends { sessionId: string }>(owned: readonly [string, Owned][]): Map<string, Owned[]> {
  const groups = groupBy(owned, ([buyerId, { sessionId }]) => buyerKey({ sessionId, buyerId }));
  return new Map([...groups].map(([key, pairs]) => [key, pairs.map(([, one]) => one)]));
}

/** The newest order that is not being paid: its payment would not know of a hold that came later. */
function basketsOf(pending: readonly PendingOrder[], held: readonly OwnedHold[]): Map<string, string> {
  const paying = new Set(held.filter(({ hold }) => hold.state === 'PAYING').map(({ hold }) => hold.orderId));
  const open = pending.filter(({ id }) => !paying.has(id));
  return new Map(open.map((order) => [basketKey(order, order.exporterId), order.id]));
}

/** What is at stake when every claim names a variant, as those by button do; null when one does not. */
function variantsNamed(requests: readonly ClaimRequest[]): string[] | null {
  const named = requests.flatMap(({ intent }) => (intent.kind === 'buy' ? (intent.variantId ?? []) : []));
  return named.length === requests.length ? named : null;
}

function variantsAtStake(
  requests: readonly ClaimRequest[],
  offers: ReadonlyMap<string, OfferOnSale>,
  held: readonly OwnedHold[],
): string[] {
  const cancelling = new Set(requests.filter(({ intent }) => intent.kind === 'cancel').map(buyerKey));
  const wanted = requests.flatMap(({ sessionId, intent }) => {
    const offer = intent.kind === 'buy' ? offers.get(offerKey(sessionId, intent.code)) : undefined;
    return (offer && intent.kind === 'buy' && meantVariant(offer, intent.variantId)?.id) || [];
  });
  const returnable = held
    .filter(({ buyerId, hold }) => hold.state === 'HELD' && cancelling.has(buyerKey({ ...hold, buyerId })))
    .map(({ hold }) => hold.variantId);
  return [...wanted, ...returnable];
}
