import { Injectable } from '@nestjs/common';
import type { SessionSales } from '#libs/contracts';
import { Database } from '#libs/database';

type Money = { currency: string; sold: string; held: string; refunded: string };

// by way of the offers: orders have no index by session
const holdsHere = `SELECT h.*, f.code FROM offer f JOIN hold h ON h.offer_id = f.id WHERE f.session_id = $1`;

/** All SQL of what a session sold. */
@Injectable()
export class SalesStore {
  constructor(private readonly database: Database) {}

  async orders(sessionId: string): Promise<SessionSales['orders']> {
    const { rows } = await this.database.pool.query<{ state: keyof SessionSales['orders']; count: number }>(
      `SELECT state, count(*)::int AS count FROM sale_order
       WHERE id IN (SELECT order_id FROM (${holdsHere}) AS here WHERE state <> 'EXPIRED')
         AND (state <> 'pending' OR id IN (SELECT order_id FROM (${holdsHere}) AS open WHERE state IN ('HELD', 'PAYING')))
       GROUP BY state`,
      [sessionId],
    );
    const none = { pending: 0, confirmed: 0, cancelled: 0, returned: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }

  /** The currency that sold most first. */
  async money(sessionId: string): Promise<SessionSales['money']> {
    const { rows } = await this.database.pool.query<Money>(
      `WITH here AS (${holdsHere}), placed AS (SELECT * FROM sale_order WHERE id IN (SELECT order_id FROM here)),
         sums AS (
           SELECT o.currency,
             sum(h.qty * h.unit_price) FILTER (WHERE h.state = 'CONFIRMED' AND o.state = 'confirmed') AS sold,
             sum(h.qty * h.unit_price) FILTER (WHERE h.state IN ('HELD', 'PAYING')) AS held, NULL::numeric AS refunded
           FROM here h JOIN placed o ON o.id = h.order_id GROUP BY o.currency
           UNION ALL
           SELECT r.currency, NULL, NULL, sum(r.amount) FROM refund r JOIN placed o ON o.id = r.order_id
           WHERE r.state <> 'failed' GROUP BY r.currency)
       SELECT currency, coalesce(sum(sold), 0) AS sold, coalesce(sum(held), 0) AS held,
         coalesce(sum(refunded), 0) AS refunded
       FROM sums GROUP BY currency ORDER BY 2 DESC, 1`,
      [sessionId],
    );
    return rows.map(({ currency, sold, held, refunded }) => ({
      currency,
      sold: Number(sold),
      held: Number(held),
      refunded: Number(refunded),
    }));
  }

  /** Everything in the line-up, and what was offered and taken out of it, by its code. */
  async variants(sessionId: string): Promise<SessionSales['variants']> {
    const { rows } = await this.database.pool.query<SessionSales['variants'][number]>(
      `WITH here AS (${holdsHere}), items AS (
           SELECT code, listing_id FROM line_up_item WHERE session_id = $1
           UNION SELECT code, listing_id FROM offer WHERE session_id = $1)
       SELECT i.code, v.id AS "variantId", v.name AS "variantName",
         (SELECT coalesce(sum(qty), 0)::int FROM here h JOIN sale_order o ON o.id = h.order_id
          WHERE h.variant_id = v.id AND h.code = i.code AND h.state = 'CONFIRMED' AND o.state = 'confirmed') AS sold,
         (SELECT coalesce(sum(qty), 0)::int FROM here h
          WHERE h.variant_id = v.id AND h.code = i.code AND h.state IN ('HELD', 'PAYING')) AS held,
         (SELECT coalesce(sum(w.qty), 0)::int FROM waitlist_entry w JOIN offer f ON f.id = w.offer_id
          WHERE w.variant_id = v.id AND w.state = 'WAITING' AND f.session_id = $1 AND f.code = i.code) AS waiting,
         coalesce(s.on_hand - s.held - s.sold, 0) AS left
       FROM items i JOIN variant v ON v.listing_id = i.listing_id LEFT JOIN stock s ON s.variant_id = v.id
       ORDER BY i.code, v.position, v.id`,
      [sessionId],
    );
    return rows;
  }
}
