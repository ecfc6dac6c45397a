import { Injectable } from '@nestjs/common';
import type { AwaitedGoods, HeldGoods, Page, PageQuery } from '#libs/contracts';
import { cursorId, Database, pageOfRows } from '#libs/database';
import { openHoldStates } from './hold-lifecycle.js';
import { HoldsStore } from './holds.store.js';
import { WaitlistStore } from './waitlist.store.js';

type HeldRow = Pick<HeldGoods, 'id' | 'title' | 'buyerName' | 'orderNumber'>;
type AwaitedRow = Pick<AwaitedGoods, 'id' | 'title' | 'buyerName'> & { since: Date };

/** `v` is the variant: what it is called in the language its listing is written in. */
const title = `(SELECT concat_ws(' · ', t.title, v.name) FROM listing
    LEFT JOIN listing_text t ON t.listing_id = listing.id AND t.lang = listing.source_lang
    WHERE listing.id = v.listing_id) AS title`;

/** What buyers hold of an exporter's goods, and what they wait for. */
@Injectable()
export class ClaimedGoodsStore {
  constructor(
    private readonly database: Database,
    private readonly holds: HoldsStore,
    private readonly waitlist: WaitlistStore,
  ) {}

  /** Open holds, newest first. */
  async held(exporterId: string, { cursor, limit }: PageQuery): Promise<Page<HeldGoods>> {
    const { rows } = await this.database.pool.query<HeldRow>(
      `SELECT h.id, ${title}, a.display_name AS "buyerName", o.number AS "orderNumber"
       FROM hold h JOIN sale_order o ON o.id = h.order_id JOIN variant v ON v.id = h.variant_id
         JOIN account a ON a.id = h.buyer_id
       WHERE o.exporter_id = $1 AND h.state = ANY($2::text[]) AND ($3::uuid IS NULL OR h.id < $3)
       ORDER BY h.id DESC LIMIT $4`,
      [exporterId, openHoldStates, cursorId(cursor), limit + 1],
    );
    const page = pageOfRows(
      rows,
      limit,
      ({ id }) => id,
      (row) => row,
    );
    const found = await this.holds.byIds(
      this.database.pool,
      page.items.map(({ id }) => id),
    );
    const holds = new Map(found.map(({ hold }) => [hold.id, hold]));
    return { ...page, items: page.items.flatMap((row) => joined(holds.get(row.id), row)) };
  }

  /** Places in the lines, the longest wait first. */
  async awaited(exporterId: string, { cursor, limit }: PageQuery): Promise<Page<AwaitedGoods>> {
    const { rows } = await this.database.pool.query<AwaitedRow>(
      `SELECT w.id, ${title}, a.display_name AS "buyerName", w.created_at AS since
       FROM waitlist_entry w JOIN variant v ON v.id = w.variant_id JOIN account a ON a.id = w.buyer_id
       WHERE v.exporter_id = $1 AND w.state = 'WAITING' AND ($2::uuid IS NULL OR w.id > $2)
       ORDER BY w.id LIMIT $3`,
      [exporterId, cursorId(cursor), limit + 1],
    );
    const page = pageOfRows(
      rows,
      limit,
      ({ id }) => id,
      ({ since, ...row }) => ({ ...row, since: since.toISOString() }),
    );
    const found = await this.waitlist.byIds(
      this.database.pool,
      page.items.map(({ id }) => id),
    );
    const places = new Map(found.map(({ place }) => [place.id, place]));
    return { ...page, items: page.items.flatMap((row) => joined(places.get(row.id), row)) };
  }
}

const joined = <Thing, Row>(thing: Thing | undefined, row: Row): (Thing & Row)[] =>
  thing === undefined ? [] : [{ ...thing, ...row }];
