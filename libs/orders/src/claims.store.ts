import { Injectable } from '@nestjs/common';
import type { ClaimOutcome } from '#libs/contracts';
import type { OutboxEvent, Queryable } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { toBuyer } from './buyer-news.js';
import { type ClaimRequest, type ClaimScene, type DecidedClaim, offerKey } from './claim.js';
import { HoldsStore } from './holds.store.js';
import { orderNumber } from './order-number.js';
import { OrdersStore } from './orders.store.js';
import { StockMovesStore } from './stock-moves.store.js';

/** A decision that is news, and therefore is to be stored. */
type NewClaim = { request: ClaimRequest; outcome: ClaimOutcome };
type NewOutcome<O extends ClaimOutcome['outcome']> = {
  request: ClaimRequest;
  outcome: Extract<ClaimOutcome, { outcome: O }>;
};

/** Stores what was decided about a group of claims, in the transaction whose locks it was decided under. */
@Injectable()
export class ClaimsStore {
  constructor(
    private readonly holds: HoldsStore,
    private readonly orders: OrdersStore,
    private readonly stock: StockMovesStore,
    private readonly outbox: Outbox,
  ) {}

  /** The answer is what is to be delivered after the commit. */
  async store(client: Queryable, decided: readonly DecidedClaim[], scene: ClaimScene): Promise<OutboxEvent[]> {
    const claims = decided.flatMap(({ request, outcome, isNew }) => (isNew && outcome ? [{ request, outcome }] : []));
    if (claims.length === 0) return [];
    const held = only(claims, 'HELD');
    const released = only(claims, 'RELEASED');
    await this.#insertHolds(client, held, scene);
    await this.#release(client, released);
    await this.#insertClaims(client, claims);
    const stocks = await this.stock.moveLocked(client, [
      ...held.map(({ outcome: { hold } }) => ({ variantId: hold.variantId, held: hold.qty, sold: 0 })),
      ...released.map(({ outcome: { hold } }) => ({ variantId: hold.variantId, held: -hold.qty, sold: 0 })),
    ]);
    const events = [...claims.flatMap(newsFor), ...(await this.stock.news(client, stocks))];
    await this.outbox.write(client, events);
    return events;
  }

  /** Each hold begins an order of its own. */
  async #insertHolds(client: Queryable, held: readonly NewOutcome<'HELD'>[], scene: ClaimScene): Promise<void> {
    if (held.length === 0) return;
    const rows = held.map(({ request, outcome: { hold } }) => ({
      id: hold.id,
      order_id: hold.orderId,
      session_id: hold.sessionId,
      exporter_id: scene.offers.get(offerKey(hold.sessionId, hold.code))?.exporterId,
      number: orderNumber(),
      offer_id: hold.offerId,
      variant_id: hold.variantId,
      buyer_id: request.buyerId,
      qty: hold.qty,
      unit_price: hold.unitPrice.amount,
      currency: hold.total.currency,
      total: hold.total.amount,
      expires_at: hold.expiresAt,
    }));
    await client.query(
      `INSERT INTO sale_order (id, number, session_id, exporter_id, buyer_id, state, currency, total)
       SELECT order_id, number, session_id, exporter_id, buyer_id, 'pending', currency, total
       FROM json_to_recordset($1) AS row (order_id uuid, number text, session_id uuid, exporter_id uuid, buyer_id uuid,
         currency text, total bigint)`,
      [JSON.stringify(rows)],
    );
    await client.query(
      `INSERT INTO hold (id, order_id, offer_id, variant_id, buyer_id, qty, unit_price, state, expires_at)
       SELECT id, order_id, offer_id, variant_id, buyer_id, qty, unit_price, 'HELD', expires_at
       FROM json_to_recordset($1) AS row (id uuid, order_id uuid, offer_id uuid, variant_id uuid, buyer_id uuid,
         qty int, unit_price bigint, expires_at timestamptz)`,
      [JSON.stringify(rows)],
    );
  }

  async #release(client: Queryable, released: readonly NewOutcome<'RELEASED'>[]): Promise<void> {
    if (released.length === 0) return;
    const holds = released.map(({ outcome }) => outcome.hold);
    await this.holds.move(
      client,
      holds.map(({ id }) => id),
      'RELEASED',
    );
    await this.orders.move(
      client,
      holds.map(({ orderId }) => orderId),
      'cancelled',
    );
  }

  /** Numbers the claims of each session in the order they are given: that of their arrival. */
  async #insertClaims(client: Queryable, claims: readonly NewClaim[]): Promise<void> {
    await client.query(
      `WITH row AS (
         SELECT *, row_number() OVER (PARTITION BY session_id ORDER BY place) AS n
         FROM json_to_recordset($1) AS row (place int, id uuid, session_id uuid, buyer_id uuid, source_key text,
           offer_id uuid, code text, variant_id uuid, qty int, outcome text, reason text, choices text[], hold_id uuid)
       ), numbered AS (
         UPDATE session SET claim_seq = claim_seq + added.count
         FROM (SELECT session_id, count(*) FROM row GROUP BY session_id) AS added
         WHERE session.id = added.session_id RETURNING session.id, claim_seq - added.count AS before
       )
       INSERT INTO claim (id, session_id, claim_seq, buyer_id, source_key, offer_id, code, variant_id, qty, outcome,
         reason, choices, hold_id)
       SELECT row.id, session_id, before + n, buyer_id, source_key, offer_id, code, variant_id, qty, outcome, reason,
         choices, hold_id FROM row JOIN numbered ON numbered.id = row.session_id`,
      [JSON.stringify(claims.map((claim, place) => ({ place, ...rowOf(claim) })))],
    );
  }
}

const only = <O extends ClaimOutcome['outcome']>(claims: readonly NewClaim[], outcome: O): NewOutcome<O>[] =>
  claims.filter((claim): claim is NewOutcome<O> => claim.outcome.outcome === outcome);

function rowOf({ request, outcome }: NewClaim) {
  const { ids, sessionId, buyerId, sourceKey, intent } = request;
  const hold = 'hold' in outcome ? outcome.hold : undefined;
  const wanted = intent.kind === 'buy' ? intent : undefined;
  return {
    id: ids.claim,
    session_id: sessionId,
    buyer_id: buyerId,
    source_key: sourceKey,
    offer_id: hold?.offerId ?? wanted?.offerId ?? null,
    code: hold?.code ?? ('code' in intent ? intent.code : null),
    variant_id: hold?.variantId ?? wanted?.variantId ?? null,
    qty: hold?.qty ?? ('qty' in intent ? intent.qty : 0),
    outcome: outcome.outcome,
    reason: 'reason' in outcome ? outcome.reason : null,
    choices: 'choices' in outcome ? outcome.choices : [],
    hold_id: hold?.id ?? null,
  };
}

function newsFor({ request, outcome }: NewClaim): OutboxEvent[] {
  const { sessionId, buyerId, messageId } = request;
  const decided = toBuyer(sessionId, buyerId, { type: 'claim.decided', outcome, message: messageId });
  if (outcome.outcome !== 'RELEASED') return [decided];
  return [decided, toBuyer(sessionId, buyerId, { type: 'hold.changed', hold: outcome.hold, reason: null })];
}
