import { Injectable } from '@nestjs/common';
import { type Queryable, prepared } from '#libs/database';
import { groupBy } from '#libs/platform';
import { type ClaimRequest, offerKey, type OfferOnSale } from './claim.js';

type Row = Omit<OfferOnSale, 'variants' | 'left'> & {
  left: string | null;
  variantId: string;
  variantName: string;
  price: string | null;
};

/** The open offers that a group of claims is about. */
@Injectable()
export class OffersOnSaleStore {
  /**
   * Call it when the sessions are locked: offers open and close under the same lock. `drawsAt` is the end of a window
   * that was not closed yet.
   */
  async wanted(client: Queryable, requests: readonly ClaimRequest[]): Promise<Map<string, OfferOnSale>> {
    const wanted = requests.flatMap(({ sessionId, intent }) =>
      intent.kind === 'buy' ? [{ sessionId, code: intent.code }] : [],
    );
    if (wanted.length === 0) return new Map();
    const { rows } = await client.query<Row>(
      prepared(`SELECT o.id, o.session_id AS "sessionId", o.code, listing.exporter_id AS "exporterId", s.currency, o.mode,
         o.max_per_buyer AS "maxPerBuyer", o.hold_seconds AS "holdSeconds", v.id AS "variantId", v.name AS "variantName",
         p.amount AS price,
         CASE WHEN o.log_head IS NULL THEN o.opened_at + make_interval(secs => o.window_seconds) END AS "drawsAt",
         CASE WHEN o.total_limit IS NOT NULL THEN o.total_limit - (
           SELECT coalesce(sum(h.qty), 0) FROM hold h JOIN variant hv ON hv.id = h.variant_id
           WHERE hv.listing_id = o.listing_id AND h.offer_id = o.id AND h.state IN ('HELD', 'PAYING', 'CONFIRMED')) - (
           SELECT coalesce(sum(w.qty), 0) FROM waitlist_entry w JOIN variant wv ON wv.id = w.variant_id
           WHERE wv.listing_id = o.listing_id AND w.offer_id = o.id AND w.state = 'WAITING') END AS left
       FROM offer o JOIN session s ON s.id = o.session_id AND s.state = 'live'
         JOIN listing ON listing.id = o.listing_id JOIN variant v ON v.listing_id = o.listing_id
         LEFT JOIN price p ON p.variant_id = v.id AND p.currency = s.currency
       WHERE o.closed_at IS NULL AND (o.session_id, o.code) IN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]))
       ORDER BY v.position, v.id`),
      [wanted.map(({ sessionId }) => sessionId), wanted.map(({ code }) => code)],
    );
    const byOffer = groupBy(rows, ({ sessionId, code }) => offerKey(sessionId, code));
    return new Map([...byOffer].map(([key, variants]) => [key, offerOf(variants)]));
  }
}

function offerOf(rows: Row[]): OfferOnSale {
  const { variantId: _id, variantName: _name, price: _price, left, ...offer } = rows[0] as Row;
  const variants = rows.map(({ variantId, variantName, price }) => ({
    id: variantId,
    name: variantName,
    price: price === null ? null : Number(price),
  }));
  return { ...offer, left: left === null ? Number.MAX_SAFE_INTEGER : Number(left), variants };
}

/** A window that is over by then has none any more. */
export const onSaleAt = (now: Date, offers: ReadonlyMap<string, OfferOnSale>): Map<string, OfferOnSale> =>
  new Map(
    [...offers].map(([key, offer]) => [
      key,
      { ...offer, drawsAt: offer.drawsAt !== null && now < offer.drawsAt ? offer.drawsAt : null },
    ]),
  );
