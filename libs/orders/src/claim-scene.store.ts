import { Injectable } from '@nestjs/common';
import { type ClaimOutcome, DomainError, type Hold } from '#libs/contracts';
import type { Queryable } from '#libs/database';
import {
  buyerKey,
  type ClaimRequest,
  type ClaimScene,
  meantVariant,
  offerKey,
  type OfferOnSale,
  sourceKeyOf,
} from './claim.js';
import { groupBy } from './group-by.js';
import { isOpen } from './hold-lifecycle.js';
import { HoldsStore, type OwnedHold } from './holds.store.js';
import { OrdersStore } from './orders.store.js';
import { StockMovesStore } from './stock-moves.store.js';

type Keyed = { sessionId: string; buyerId: string };
type OfferRow = Omit<OfferOnSale, 'variants'> & { variantId: string; variantName: string; price: string | null };
type AnsweredRow = Keyed & {
  sourceKey: string;
  id: string;
  outcome: ClaimOutcome['outcome'];
  reason: string | null;
  choices: string[];
  code: string | null;
  qty: number;
  holdId: string | null;
};

/**
 * Sets the scene for a group of claims: takes the locks, then reads what is decided upon. Locks are taken sessions
 * first, then orders, then stock, each in the order of ids. The sessions' locks make claims of a session be decided one
 * group after the other, by whichever process.
 */
@Injectable()
export class ClaimSceneStore {
  constructor(
    private readonly holds: HoldsStore,
    private readonly orders: OrdersStore,
    private readonly stock: StockMovesStore,
  ) {}

  /** @throws DomainError `session.not-found` */
  async load(client: Queryable, requests: readonly ClaimRequest[]): Promise<ClaimScene> {
    await this.#lockSessions(client, requests);
    await this.#lockCancellable(client, requests);
    const now = await clock(client);
    const offers = await this.#offers(client, requests);
    const answered = await this.#answered(client, requests);
    const staff = await this.#staff(client, requests);
    const held = await this.#holds(client, requests, answered);
    const holds = groupBy(
      held.filter(({ hold }) => isOpen(hold) || hold.state === 'CONFIRMED'),
      ({ buyerId, hold }) => buyerKey({ sessionId: hold.sessionId, buyerId }),
    );
    const stock = await this.stock.lock(client, variantsAtStake(requests, offers, held));
    return {
      now,
      offers,
      staff,
      holds: new Map([...holds].map(([key, owned]) => [key, owned.map(({ hold }) => hold)])),
      answered: new Map(answered.map((row) => [sourceKeyOf(row), outcomeOf(row, held)])),
      stock: new Map([...stock].map(([variantId, { available }]) => [variantId, available])),
    };
  }

  async #lockSessions(client: Queryable, requests: readonly ClaimRequest[]): Promise<void> {
    const ids = [...new Set(requests.map(({ sessionId }) => sessionId))];
    const { rowCount } = await client.query(
      'SELECT FROM session WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE',
      [ids],
    );
    if (rowCount !== ids.length) throw new DomainError('session.not-found');
  }

  async #lockCancellable(client: Queryable, requests: readonly ClaimRequest[]): Promise<void> {
    const cancels = requests.filter(({ intent }) => intent.kind === 'cancel');
    if (cancels.length > 0) await this.orders.lockHeldBy(client, ...keysOf(cancels));
  }

  async #offers(client: Queryable, requests: readonly ClaimRequest[]): Promise<Map<string, OfferOnSale>> {
    const wanted = requests.flatMap(({ sessionId, intent }) =>
      intent.kind === 'buy' ? [{ sessionId, code: intent.code }] : [],
    );
    if (wanted.length === 0) return new Map();
    const { rows } = await client.query<OfferRow>(
      `SELECT o.id, o.session_id AS "sessionId", o.code, listing.exporter_id AS "exporterId", s.currency,
         o.max_per_buyer AS "maxPerBuyer", o.hold_seconds AS "holdSeconds", v.id AS "variantId", v.name AS "variantName",
         p.amount AS price
       FROM offer o JOIN session s ON s.id = o.session_id AND s.state = 'live'
         JOIN listing ON listing.id = o.listing_id JOIN variant v ON v.listing_id = o.listing_id
         LEFT JOIN price p ON p.variant_id = v.id AND p.currency = s.currency
       WHERE o.closed_at IS NULL AND (o.session_id, o.code) IN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]))
       ORDER BY v.position, v.id`,
      [wanted.map(({ sessionId }) => sessionId), wanted.map(({ code }) => code)],
    );
    const byOffer = groupBy(rows, ({ sessionId, code }) => offerKey(sessionId, code));
    return new Map([...byOffer].map(([key, variants]) => [key, offerOf(variants)]));
  }

  async #answered(client: Queryable, requests: readonly ClaimRequest[]): Promise<AnsweredRow[]> {
    const { rows } = await client.query<AnsweredRow>(
      `SELECT id, session_id AS "sessionId", buyer_id AS "buyerId", source_key AS "sourceKey", outcome, reason, choices,
         code, qty, hold_id AS "holdId"
       FROM claim JOIN unnest($1::uuid[], $2::uuid[], $3::text[]) AS asked (session_id, buyer_id, source_key)
         USING (session_id, buyer_id, source_key)`,
      [...keysOf(requests), requests.map(({ sourceKey }) => sourceKey)],
    );
    return rows;
  }

  async #staff(client: Queryable, requests: readonly ClaimRequest[]): Promise<Set<string>> {
    const { rows } = await client.query<Keyed>(
      `SELECT session_id AS "sessionId", account_id AS "buyerId" FROM session_role
       WHERE (session_id, account_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`,
      keysOf(requests),
    );
    return new Set(rows.map(buyerKey));
  }

  #holds(client: Queryable, requests: readonly ClaimRequest[], answered: AnsweredRow[]): Promise<OwnedHold[]> {
    const named = answered.flatMap(({ holdId }) => holdId ?? []);
    return this.holds.ofBuyers(client, ...keysOf(requests), named);
  }
}

const keysOf = (requests: readonly Keyed[]): [string[], string[]] => [
  requests.map(({ sessionId }) => sessionId),
  requests.map(({ buyerId }) => buyerId),
];

/** After the locks: whoever waited for them would give too short holds by an earlier clock. */
async function clock(client: Queryable): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return (rows[0] as { now: Date }).now;
}

function offerOf(rows: OfferRow[]): OfferOnSale {
  const { variantId: _id, variantName: _name, price: _price, ...offer } = rows[0] as OfferRow;
  const variants = rows.map(({ variantId, variantName, price }) => ({
    id: variantId,
    name: variantName,
    price: price === null ? null : Number(price),
  }));
  return { ...offer, variants };
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

/** What was answered to a claim, with its holds as they are now. */
function outcomeOf(row: AnsweredRow, held: readonly OwnedHold[]): ClaimOutcome {
  const { outcome, id: claim, code, qty, choices } = row;
  const reason = row.reason as never;
  switch (outcome) {
    case 'HELD':
    case 'DUPLICATE':
    case 'RELEASED':
      return { outcome, claim, hold: held.find(({ hold }) => hold.id === row.holdId)?.hold as Hold };
    case 'ASKED':
      return { outcome, claim, reason, choices, code, qty };
    case 'REJECTED':
      return { outcome, claim, reason, code };
    case 'STATUS': {
      const own = held.filter(({ buyerId, hold }) => buyerId === row.buyerId && hold.sessionId === row.sessionId);
      return { outcome, claim, holds: own.map(({ hold }) => hold).filter(isOpen) };
    }
  }
}
