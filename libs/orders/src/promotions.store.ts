import { Injectable } from '@nestjs/common';
import type { WaitingPlace } from '#libs/contracts';
import { Database, type Queryable, prepared } from '#libs/database';

/** Somebody in the line with what their hold would be like. `price` in minor units of `currency`. */
export type Waiter = {
  place: WaitingPlace;
  buyerId: string;
  exporterId: string;
  price: number;
  currency: string;
  expiresAt: Date;
};

type Row = Omit<WaitingPlace, 'position' | 'drawsAt'> &
  Omit<Waiter, 'place' | 'price'> & { position: string; price: string };

/** How long a hold out of the line lasts, in seconds: less while the show goes on and others look at the item. */
const offerSeconds = { live: 300, after: 1800 };
/** How long after a session its lines still move, in hours. */
const lapseHours = 24;
/** Most holds that one transaction makes of each variant. */
const mostAtOnce = 500;

/** Before a draw nobody is served: all claims of the window are equal. */
const isServable = `w.state = 'WAITING' AND (f.mode <> 'FAIR_WINDOW' OR f.drawn_at IS NOT NULL)`;

/** All SQL of serving those who wait. */
@Injectable()
export class PromotionsStore {
  constructor(private readonly database: Database) {}

  /** Variants with units left and somebody waiting: of the given ones, or of all. */
  async promotable(variantIds: readonly string[] | null, limit: number): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      prepared(`SELECT s.variant_id AS id FROM stock s WHERE on_hand > held + sold
         AND ($1::uuid[] IS NULL OR s.variant_id = ANY($1::uuid[]))
         AND EXISTS (SELECT FROM waitlist_entry w JOIN offer f ON f.id = w.offer_id
           WHERE w.variant_id = s.variant_id AND ${isServable})
       ORDER BY s.variant_id LIMIT $2`),
      [variantIds, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Claims and promotions of a session happen one after the other. */
  async lockSessions(client: Queryable, variantIds: readonly string[]): Promise<void> {
    await client.query(
      `SELECT FROM session WHERE id IN (
         SELECT session_id FROM waitlist_entry WHERE variant_id = ANY($1::uuid[]) AND state = 'WAITING')
       ORDER BY id FOR NO KEY UPDATE`,
      [variantIds],
    );
  }

  /** The lines of these variants, first come first. Who may not pay for the variant any more, for want of a price, is left out. */
  async line(client: Queryable, variantIds: readonly string[]): Promise<Waiter[]> {
    const { rows } = await client.query<Row>(
      `SELECT w.id, w.session_id AS "sessionId", w.offer_id AS "offerId", f.code, w.variant_id AS "variantId",
         v.name AS "variantName", w.buyer_id AS "buyerId", w.qty, w.claim_seq AS position, w.state, w.hold_id AS "holdId",
         v.exporter_id AS "exporterId", p.amount AS price, s.currency,
         clock_timestamp() + make_interval(secs => CASE WHEN s.state <> 'live' THEN ${offerSeconds.after}
           WHEN f.mode = 'FAIR_WINDOW' THEN f.hold_seconds ELSE ${offerSeconds.live} END) AS "expiresAt"
       FROM unnest($1::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
           SELECT * FROM waitlist_entry WHERE variant_id = wanted.id AND state = 'WAITING'
           ORDER BY created_at, claim_seq LIMIT ${mostAtOnce}) w
         JOIN offer f ON f.id = w.offer_id JOIN session s ON s.id = w.session_id JOIN variant v ON v.id = w.variant_id
         JOIN price p ON p.variant_id = v.id AND p.currency = s.currency
       WHERE ${isServable} ORDER BY w.created_at, w.claim_seq`,
      [variantIds],
    );
    return rows.map(({ buyerId, exporterId, price, currency, expiresAt, position, ...place }) => ({
      place: { ...place, position: Number(position), drawsAt: null },
      buyerId,
      exporterId,
      price: Number(price),
      currency,
      expiresAt,
    }));
  }

  async serve(client: Queryable, places: readonly WaitingPlace[]): Promise<void> {
    await client.query(
      `UPDATE waitlist_entry w SET qty = served.qty, state = served.state, hold_id = served."holdId",
         offered_until = h.expires_at
       FROM json_to_recordset($1) AS served (id uuid, qty int, state text, "holdId" uuid)
         JOIN hold h ON h.id = served."holdId" WHERE w.id = served.id`,
      [JSON.stringify(places)],
    );
  }

  /** Lines of sessions that ended long ago are given up. */
  async lapse(): Promise<void> {
    await this.database.pool.query(
      `UPDATE waitlist_entry w SET state = 'PASSED' FROM session s
       WHERE s.id = w.session_id AND w.state = 'WAITING' AND s.ended_at < clock_timestamp() - make_interval(hours => $1)`,
      [lapseHours],
    );
  }
}
