import { Inject, Injectable } from '@nestjs/common';
import type { ClaimOutcome, Settings } from '#libs/contracts';
import { type OutboxEvent, type Queryable, prepared } from '#libs/database';
import { SETTINGS } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { toBuyer } from './buyer-news.js';
import { buyerAlias, chainClaims, type LoggedClaim } from './claim-log.js';
import {
  type ClaimDecisions,
  type ClaimRequest,
  type ClaimScene,
  type HoldChange,
  offerKey,
  type PlaceChange,
} from './claim.js';
import { groupBy } from './group-by.js';
import { isOpen } from './hold-lifecycle.js';
import { HoldsStore } from './holds.store.js';
import { type NewOrder, OrdersStore } from './orders.store.js';
import { type StockMove, StockMovesStore } from './stock-moves.store.js';
import { WaitlistStore } from './waitlist.store.js';

/** A decision that is news, and therefore is to be stored. */
type NewClaim = { request: ClaimRequest; outcome: ClaimOutcome; seq: number; place: number | null };

/** Stores what was decided about a group of claims, in the transaction whose locks it was decided under. */
@Injectable()
export class ClaimsStore {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly holds: HoldsStore,
    private readonly waitlist: WaitlistStore,
    private readonly orders: OrdersStore,
    private readonly stock: StockMovesStore,
    private readonly outbox: Outbox,
  ) {}

  /** The answer is what is to be delivered after the commit. */
  async store(client: Queryable, decisions: ClaimDecisions, scene: ClaimScene): Promise<OutboxEvent[]> {
    const claims = decisions.decided.flatMap(({ request, outcome, seq, place }) =>
      outcome !== null && seq !== null ? [{ request, outcome, seq, place }] : [],
    );
    if (claims.length === 0) return [];
    // in this order, but without waiting for each other
    const [changed, , , stocks] = await Promise.all([
      this.#storeHolds(client, decisions.holds, scene),
      this.waitlist.save(client, decisions.places),
      this.#insertClaims(client, claims, scene),
      this.stock.moveLocked(client, decisions.holds.map(moveOf)),
    ]);
    const told = [
      ...claims.map(toldToBuyer),
      ...decisions.holds.flatMap(holdNews),
      ...decisions.places.flatMap(placeNews),
    ];
    const news = await Promise.all([this.#orderNews(client, changed), this.stock.news(client, stocks)]);
    // ids of events ascend as they are made: the relay tells them in that order
    const events = [...told, ...news.flat()];
    await this.outbox.write(client, events);
    return events;
  }

  /** A new order is told by its holds: only one that was there before is told again. */
  async #orderNews(client: Queryable, ids: readonly string[]): Promise<OutboxEvent[]> {
    if (ids.length === 0) return [];
    const orders = await this.orders.read(client, ids);
    return orders.map(({ buyerId, order }) => toBuyer(order.sessionId, buyerId, { type: 'order.changed', order }));
  }

  /** The answer is the orders that were there before. */
  async #storeHolds(client: Queryable, changes: readonly HoldChange[], scene: ClaimScene): Promise<string[]> {
    const fresh = changes.filter(({ before }) => before === null);
    const known = changes.filter(({ before }) => before !== null);
    const resized = known.filter(({ before, after }) => isOpen(after) && before?.qty !== after.qty);
    const baskets = new Set(scene.baskets.values());
    const changed = [...new Set([...orderIdsOf(known), ...orderIdsOf(fresh).filter((id) => baskets.has(id))])];
    await Promise.all([
      this.orders.insert(client, newOrders(fresh, baskets)),
      this.holds.insert(
        client,
        fresh.map(({ buyerId, after }) => ({ buyerId, hold: after })),
      ),
      this.holds.resize(
        client,
        resized.map(({ after }) => after),
      ),
      this.#release(
        client,
        changes.filter(({ after }) => !isOpen(after)),
      ),
      this.orders.sumUp(client, changed),
    ]);
    return changed;
  }

  async #release(client: Queryable, released: readonly HoldChange[]): Promise<void> {
    if (released.length === 0) return;
    const ended = released.filter(({ before }) => before !== null).map(({ after }) => after.id);
    await Promise.all([
      this.holds.move(client, ended, 'RELEASED'),
      this.orders.move(client, orderIdsOf(released), 'cancelled'),
    ]);
  }

  /** Numbered and chained in the order they were decided: that of their arrival. */
  async #insertClaims(client: Queryable, claims: readonly NewClaim[], scene: ClaimScene): Promise<void> {
    const bySession = groupBy(claims, ({ request }) => request.sessionId);
    const chained = [...bySession].flatMap(([sessionId, own]) => {
      const logged = own.map((claim) => this.#logged(claim, scene));
      const links = chainClaims(scene.heads.get(sessionId) ?? '', logged);
      return own.map((claim, at) => ({ ...rowOf(claim, scene), buyer_alias: logged[at]?.buyer, ...links[at] }));
    });
    const ends = [...bySession].map(([sessionId, own]) => {
      const last = chained.findLast((row) => row.session_id === sessionId);
      return { id: sessionId, seq: own.at(-1)?.seq, head: last?.hash };
    });
    await client.query(
      prepared(`WITH numbered AS (
         UPDATE session SET claim_seq = ended.seq, claim_head = ended.head
         FROM json_to_recordset($2) AS ended (id uuid, seq bigint, head text) WHERE session.id = ended.id
       )
       INSERT INTO claim (id, session_id, claim_seq, buyer_id, source_key, offer_id, code, variant_id, qty, outcome,
         reason, choices, hold_id, waitlist_id, place, created_at, buyer_alias, body, prev_hash, hash)
       SELECT id, session_id, claim_seq, buyer_id, source_key, offer_id, code, variant_id, qty, outcome, reason,
         choices, hold_id, waitlist_id, place, created_at, buyer_alias, body, "prevHash", hash
       FROM json_to_recordset($1) AS row (id uuid, session_id uuid, claim_seq bigint, buyer_id uuid, source_key text,
         offer_id uuid, code text, variant_id uuid, qty int, outcome text, reason text, choices text[], hold_id uuid,
         waitlist_id uuid, place bigint, created_at timestamptz, buyer_alias text, body text, "prevHash" text, hash text)`),
      [JSON.stringify(chained), JSON.stringify(ends)],
    );
  }

  #logged(claim: NewClaim, scene: ClaimScene): LoggedClaim {
    const { request, outcome, seq } = claim;
    const { offer_id: offer, variant_id: variant, qty, reason } = rowOf(claim, scene);
    const buyer = buyerAlias(this.settings.TOKEN_SIGNING_KEY, request.sessionId, request.buyerId);
    return { seq, at: scene.now.toISOString(), buyer, offer, variant, qty, outcome: outcome.outcome, reason };
  }
}

function newOrders(fresh: readonly HoldChange[], known: ReadonlySet<string>): NewOrder[] {
  const byOrder = groupBy(
    fresh.filter(({ after }) => !known.has(after.orderId)),
    ({ after }) => after.orderId,
  );
  return [...byOrder].map(([id, holds]) => {
    const { buyerId, exporterId, after } = holds[0] as HoldChange;
    const open = holds.filter((one) => isOpen(one.after));
    const total = (open.length > 0 ? open : holds).reduce((sum, one) => sum + one.after.total.amount, 0);
    const { sessionId, total: price } = after;
    return { id, sessionId, exporterId: exporterId as string, buyerId, currency: price.currency, total };
  });
}

const orderIdsOf = (changes: readonly HoldChange[]): string[] => [
  ...new Set(changes.map(({ after }) => after.orderId)),
];

const reservedBy = (hold: HoldChange['before']): number =>
  hold !== null && hold.reserved && isOpen(hold) ? hold.qty : 0;

const moveOf = ({ before, after }: HoldChange): StockMove => ({
  variantId: after.variantId,
  held: reservedBy(after) - reservedBy(before),
  sold: 0,
});

function rowOf({ request, outcome, seq, place }: NewClaim, { now, offers }: ClaimScene) {
  const { ids, sessionId, buyerId, sourceKey, intent } = request;
  const hold = 'hold' in outcome ? outcome.hold : null;
  const waiting = 'waiting' in outcome && !Array.isArray(outcome.waiting) ? outcome.waiting : null;
  const wanted = intent.kind === 'buy' ? intent : undefined;
  const subject = hold ?? waiting;
  const code = subject?.code ?? ('code' in intent ? intent.code : null);
  return {
    id: ids.claim,
    session_id: sessionId,
    claim_seq: seq,
    buyer_id: buyerId,
    source_key: sourceKey,
    offer_id: subject?.offerId ?? wanted?.offerId ?? offers.get(offerKey(sessionId, code ?? ''))?.id ?? null,
    code,
    variant_id: subject?.variantId ?? wanted?.variantId ?? null,
    qty: wanted?.qty ?? subject?.qty ?? ('qty' in intent ? intent.qty : 0),
    outcome: outcome.outcome,
    reason: 'reason' in outcome ? outcome.reason : null,
    choices: 'choices' in outcome ? outcome.choices : [],
    hold_id: hold?.id ?? null,
    waitlist_id: waiting?.id ?? null,
    place,
    created_at: now,
  };
}

const toldToBuyer = ({ request, outcome }: NewClaim): OutboxEvent =>
  toBuyer(request.sessionId, request.buyerId, { type: 'claim.decided', outcome, message: request.messageId });

/** A new hold is told with the outcome that made it. */
const holdNews = ({ buyerId, before, after }: HoldChange): OutboxEvent[] =>
  before === null ? [] : [toBuyer(after.sessionId, buyerId, { type: 'hold.changed', hold: after, reason: null })];

const placeNews = ({ buyerId, before, after }: PlaceChange): OutboxEvent[] =>
  before === null ? [] : [toBuyer(after.sessionId, buyerId, { type: 'waitlist.changed', waiting: after })];
