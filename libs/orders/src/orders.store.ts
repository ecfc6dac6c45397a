import { Injectable } from '@nestjs/common';
import type { AddressState, Money, Order, OrderState, Page, PageQuery } from '#libs/contracts';
import { cursorId, Database, pageOfRows, type Queryable, prepared } from '#libs/database';
import { statesBefore } from '#libs/platform';
import { openHoldStates } from './hold-lifecycle.js';
import { orderLifecycle } from './order-lifecycle.js';
import { orderNumber } from './order-number.js';
import { requestView } from './order-requests.store.js';

/**
 * An order whose row is locked: nobody else changes it, its holds or its payments until the transaction ends.
 * `calledOff`: somebody cancelled it, it did not merely run out of time.
 */
export type LockedOrder = {
  id: string;
  sessionId: string;
  exporterId: string;
  buyerId: string;
  state: OrderState;
  total: Money;
  address: AddressState;
  calledOff: boolean;
  shippedAt: Date | null;
  deliveredAt: Date | null;
};
/** An order that is not paid yet, its row locked. */
export type PendingOrder = Pick<LockedOrder, 'id' | 'sessionId' | 'exporterId' | 'buyerId'>;
/** `total` in minor units. */
export type NewOrder = PendingOrder & { currency: string; total: number };
/** An order, and who may see it. */
export type OwnedOrder = { buyerId: string; order: Order };

type LockedRow = Omit<LockedOrder, 'total'> & { total: string; currency: string };
type LineRow = Omit<Order['lines'][number], 'unitPrice'> & { unitPrice: number };
type Times = 'expiresAt' | 'confirmedAt' | 'shippedAt' | 'deliveredAt';
type Row = Omit<Order, 'lines' | 'total' | 'placedAt' | Times> &
  Record<Times, Date | null> & { buyerId: string; currency: string; total: string; lines: LineRow[]; placedAt: Date };

/** `o` is the order. What is sent nowhere needs no address, unless the session says so. */
const address = `CASE WHEN o.shipping IS NOT NULL THEN 'given'
    WHEN (SELECT address_needed FROM session WHERE session.id = o.session_id) THEN 'missing' ELSE 'optional' END`;

const select = `SELECT o.id, o.number, o.session_id AS "sessionId", o.exporter_id AS "exporterId",
    o.buyer_id AS "buyerId", a.display_name AS "buyerName", o.state, o.currency, o.total, o.placed_at AS "placedAt",
    o.confirmed_at AS "confirmedAt", o.shipped_at AS "shippedAt", o.delivered_at AS "deliveredAt",
    o.tracking, o.cancel_reason AS "cancelReason", ${address} AS address, l.lines, l.expires_at AS "expiresAt",
    coalesce((SELECT json_agg(${requestView('r')} ORDER BY r.id) FROM order_request r WHERE r.order_id = o.id), '[]')
      AS requests
  FROM sale_order o JOIN account a ON a.id = o.buyer_id CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object('holdId', h.id, 'variantId', v.id, 'sku', v.sku,
        'title', concat_ws(' · ', t.title, v.name), 'qty', h.qty, 'unitPrice', h.unit_price) ORDER BY h.id), '[]') AS lines,
      min(h.expires_at) FILTER (WHERE h.state IN ('HELD', 'PAYING')) AS expires_at
    FROM hold h JOIN variant v ON v.id = h.variant_id JOIN listing ON listing.id = v.listing_id
      LEFT JOIN listing_text t ON t.listing_id = listing.id AND t.lang = listing.source_lang
    WHERE h.order_id = o.id AND (h.state IN ('HELD', 'PAYING', 'CONFIRMED') OR o.state = 'cancelled')) l`;

/**
 * All SQL of orders. The row of an order is the lock of all that belongs to it, and is taken before that of any stock.
 */
@Injectable()
export class OrdersStore {
  constructor(private readonly database: Database) {}

  async lock(client: Queryable, id: string): Promise<LockedOrder | null> {
    const { rows } = await client.query<LockedRow>(
      prepared(`SELECT id, session_id AS "sessionId", exporter_id AS "exporterId", buyer_id AS "buyerId", state, total, currency,
         ${address} AS address, cancelled_at IS NOT NULL AS "calledOff", shipped_at AS "shippedAt",
         delivered_at AS "deliveredAt"
       FROM sale_order o WHERE id = $1 FOR NO KEY UPDATE`),
      [id],
    );
    const [row] = rows;
    if (row === undefined) return null;
    const { total, currency, ...order } = row;
    return { ...order, total: { amount: Number(total), currency } };
  }

  /** Locks the orders that these buyers have not paid in any of these sessions. */
  async lockPendingOf(
    client: Queryable,
    sessionIds: readonly string[],
    buyerIds: readonly string[],
  ): Promise<PendingOrder[]> {
    const { rows } = await client.query<PendingOrder>(
      prepared(`SELECT id, session_id AS "sessionId", exporter_id AS "exporterId", buyer_id AS "buyerId" FROM sale_order
       WHERE buyer_id = ANY($2::uuid[]) AND state = 'pending' AND session_id = ANY($1::uuid[])
       ORDER BY id FOR NO KEY UPDATE`),
      [sessionIds, buyerIds],
    );
    return rows;
  }

  async insert(client: Queryable, orders: readonly NewOrder[]): Promise<void> {
    if (orders.length === 0) return;
    await client.query(
      prepared(`INSERT INTO sale_order (id, number, session_id, exporter_id, buyer_id, state, currency, total)
       SELECT id, number, "sessionId", "exporterId", "buyerId", 'pending', currency, total
       FROM json_to_recordset($1) AS row (id uuid, number text, "sessionId" uuid, "exporterId" uuid, "buyerId" uuid,
         currency text, total bigint)`),
      [JSON.stringify(orders.map((order) => ({ ...order, number: orderNumber() })))],
    );
  }

  /** @param more minor units by order; of those that have ended meanwhile the total stays as it was */
  async addToTotals(client: Queryable, more: ReadonlyMap<string, number>): Promise<void> {
    if (more.size === 0) return;
    await client.query(
      // one table alone: a plan that joins may have been made while it was empty, and reads all of it
      prepared(`UPDATE sale_order SET total = total + ($2::bigint[])[array_position($1::uuid[], id)]
       WHERE id = ANY($1::uuid[]) AND state = 'pending'`),
      [[...more.keys()], [...more.values()]],
    );
  }

  /** Brings the totals up to what is still held or bought. */
  async sumUp(client: Queryable, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await client.query(
      prepared(`UPDATE sale_order SET total = held.total FROM (
         SELECT order_id, sum(qty * unit_price) AS total FROM hold
         WHERE order_id = ANY($1::uuid[]) AND state IN ('HELD', 'PAYING', 'CONFIRMED') GROUP BY order_id) AS held
       WHERE sale_order.id = held.order_id AND sale_order.total <> held.total`),
      [ids],
    );
  }

  /** Locks pending orders with a hold whose time is over, those that another sweeper has not locked. */
  async lockExpired(client: Queryable, limit: number): Promise<string[]> {
    const { rows } = await client.query<{ id: string }>(
      `SELECT o.id FROM hold h JOIN sale_order o ON o.id = h.order_id
       WHERE h.state = 'HELD' AND h.expires_at <= clock_timestamp()
       ORDER BY h.expires_at LIMIT $1 FOR NO KEY UPDATE OF o SKIP LOCKED`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Orders that are being paid although the time of their hold is over. */
  async payingTooLong(limit: number): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT DISTINCT order_id AS id FROM hold WHERE state = 'PAYING' AND expires_at <= clock_timestamp() LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Confirms orders, or cancels those of which nothing is held or bought any more. */
  async move(client: Queryable, ids: readonly string[], to: 'confirmed' | 'cancelled'): Promise<void> {
    await client.query(
      prepared(`UPDATE sale_order o SET state = $2, confirmed_at = CASE WHEN $2 = 'confirmed' THEN clock_timestamp() END
       WHERE id = ANY($1::uuid[]) AND state = ANY($3::text[]) AND ($2 = 'confirmed' OR NOT EXISTS (
         SELECT FROM hold h WHERE h.order_id = o.id AND h.state = ANY($4::text[])))`),
      [ids, to, statesBefore(orderLifecycle, to), [...openHoldStates, 'CONFIRMED']],
    );
  }

  /** Somebody ends it by will; `reason` is for everybody whom it concerns. */
  async callOff(client: Queryable, id: string, to: 'cancelled' | 'returned', reason: string): Promise<void> {
    await client.query(
      `UPDATE sale_order SET state = $2, cancelled_at = clock_timestamp(), cancel_reason = $3
       WHERE id = $1 AND state = ANY($4::text[])`,
      [id, to, reason, statesBefore(orderLifecycle, to)],
    );
  }

  async read(client: Queryable, ids: readonly string[]): Promise<OwnedOrder[]> {
    if (ids.length === 0) return [];
    const { rows } = await client.query<Row>(prepared(`${select} WHERE o.id = ANY($1::uuid[]) ORDER BY o.id`), [ids]);
    return rows.map(ownedOrder);
  }

  find(id: string): Promise<OwnedOrder | null> {
    return this.readOne(this.database.pool, id);
  }

  /** A statement of its own: for a list of one PostgreSQL would plan anew each time, which takes longer than to read it. */
  async readOne(client: Queryable, id: string): Promise<OwnedOrder | null> {
    const { rows } = await client.query<Row>(prepared(`${select} WHERE o.id = $1`), [id]);
    return rows[0] ? ownedOrder(rows[0]) : null;
  }

  async newestFirst(ids: readonly string[]): Promise<Order[]> {
    return (await this.read(this.database.pool, ids)).map(({ order }) => order).toReversed();
  }

  async pageOfBuyer(buyerId: string, { cursor, limit }: PageQuery): Promise<Page<Order>> {
    const { rows } = await this.database.pool.query<Row>(
      `${select} WHERE o.buyer_id = $1 AND ($2::uuid IS NULL OR o.id < $2) ORDER BY o.id DESC LIMIT $3`,
      [buyerId, cursorId(cursor), limit + 1],
    );
    return pageOfRows(
      rows,
      limit,
      (row) => row.id,
      (row) => ownedOrder(row).order,
    );
  }
}

function ownedOrder({ buyerId, currency, total, lines, placedAt, ...row }: Row): OwnedOrder {
  const { expiresAt, confirmedAt, shippedAt, deliveredAt, ...plain } = row;
  const order: Order = {
    ...plain,
    lines: lines.map(({ unitPrice, ...line }) => ({ ...line, unitPrice: { amount: unitPrice, currency } })),
    total: { amount: Number(total), currency },
    expiresAt: expiresAt?.toISOString() ?? null,
    placedAt: placedAt.toISOString(),
    confirmedAt: confirmedAt?.toISOString() ?? null,
    shippedAt: shippedAt?.toISOString() ?? null,
    deliveredAt: deliveredAt?.toISOString() ?? null,
  };
  return { buyerId, order };
}
