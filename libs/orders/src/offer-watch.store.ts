import { Injectable } from '@nestjs/common';
import type { OfferClaim, OfferHold, OfferHoldsQuery, OfferPlace, Page, PageQuery } from '#libs/contracts';
import { cursorId, Database, pageOfRows } from '#libs/database';
import { openHoldStates } from './hold-lifecycle.js';

type HoldRow = Omit<OfferHold, 'unitPrice' | 'total' | 'expiresAt' | 'since'> & {
  unitPrice: string;
  currency: string;
  expiresAt: Date;
  since: Date;
};
type PlaceRow = Omit<OfferPlace, 'position' | 'drawsAt' | 'since'> & {
  position: string;
  drawsAt: Date | null;
  since: Date;
};
type ClaimRow = Omit<OfferClaim, 'seq' | 'at'> & { seq: string; at: Date };

const idOf = ({ id }: { id: string }) => id;

/** All SQL of who takes part in one offer, as its session's staff sees them. */
@Injectable()
export class OfferWatchStore {
  constructor(private readonly database: Database) {}

  /** The first that was given comes first: ids are made when units are. */
  async holds(offerId: string, { cursor, limit, state }: OfferHoldsQuery): Promise<Page<OfferHold>> {
    const { rows } = await this.database.pool.query<HoldRow>(
      `SELECT h.id, h.order_id AS "orderId", f.session_id AS "sessionId", h.offer_id AS "offerId", f.code,
         h.variant_id AS "variantId", v.name AS "variantName", h.qty, h.unit_price AS "unitPrice", o.currency, h.state,
         h.reserved, h.expires_at AS "expiresAt", h.created_at AS since, a.display_name AS "buyerName"
       FROM hold h JOIN sale_order o ON o.id = h.order_id JOIN offer f ON f.id = h.offer_id
         JOIN variant v ON v.id = h.variant_id JOIN account a ON a.id = h.buyer_id
       WHERE h.offer_id = $1 AND h.state = ANY($2::text[]) AND ($3::uuid IS NULL OR h.id > $3)
       ORDER BY h.id LIMIT $4`,
      [offerId, state === undefined ? openHoldStates : [state], cursorId(cursor), limit + 1],
    );
    return pageOfRows(rows, limit, idOf, holdOf);
  }

  /** The next to be served comes first. */
  async waiting(offerId: string, { cursor, limit }: PageQuery): Promise<Page<OfferPlace>> {
    const { rows } = await this.database.pool.query<PlaceRow>(
      `SELECT w.id, w.session_id AS "sessionId", w.offer_id AS "offerId", f.code, w.variant_id AS "variantId",
         v.name AS "variantName", w.qty, w.claim_seq AS position, w.state, w.hold_id AS "holdId",
         CASE WHEN f.drawn_at IS NULL AND w.created_at < f.opened_at + make_interval(secs => f.window_seconds)
           THEN f.opened_at + make_interval(secs => f.window_seconds) END AS "drawsAt",
         w.created_at AS since, a.display_name AS "buyerName"
       FROM offer f JOIN variant v ON v.listing_id = f.listing_id
         JOIN waitlist_entry w ON w.variant_id = v.id AND w.offer_id = f.id JOIN account a ON a.id = w.buyer_id
       WHERE f.id = $1 AND w.state = 'WAITING'
         AND ($2::uuid IS NULL
           OR (w.created_at, w.claim_seq) > (SELECT created_at, claim_seq FROM waitlist_entry WHERE id = $2))
       ORDER BY w.created_at, w.claim_seq LIMIT $3`,
      [offerId, cursorId(cursor), limit + 1],
    );
    return pageOfRows(rows, limit, idOf, placeOf);
  }

  /** The latest comes first. */
  async claims(offerId: string, { cursor, limit }: PageQuery): Promise<Page<OfferClaim>> {
    const { rows } = await this.database.pool.query<ClaimRow>(
      `SELECT c.id, c.claim_seq AS seq, a.display_name AS "buyerName", v.name AS "variantName", c.qty, c.outcome,
         c.reason, c.created_at AS at
       FROM offer f JOIN claim c ON c.session_id = f.session_id AND c.offer_id = f.id
         JOIN account a ON a.id = c.buyer_id LEFT JOIN variant v ON v.id = c.variant_id
       WHERE f.id = $1 AND ($2::uuid IS NULL OR c.claim_seq < (SELECT claim_seq FROM claim WHERE id = $2))
       ORDER BY c.claim_seq DESC LIMIT $3`,
      [offerId, cursorId(cursor), limit + 1],
    );
    return pageOfRows(rows, limit, idOf, ({ seq, at, ...row }) => ({ ...row, seq: Number(seq), at: at.toISOString() }));
  }
}

function holdOf({ unitPrice, currency, expiresAt, since, ...row }: HoldRow): OfferHold {
  const amount = Number(unitPrice);
  return {
    ...row,
    unitPrice: { amount, currency },
    total: { amount: amount * row.qty, currency },
    expiresAt: expiresAt.toISOString(),
    since: since.toISOString(),
  };
}

const placeOf = ({ position, drawsAt, since, ...row }: PlaceRow): OfferPlace => ({
  ...row,
  position: Number(position),
  drawsAt: drawsAt?.toISOString() ?? null,
  since: since.toISOString(),
});
