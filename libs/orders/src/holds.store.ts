import { Injectable } from '@nestjs/common';
import type { Hold, HoldState, Page, PageQuery } from '#libs/contracts';
import { cursorId, Database, pageOfRows, type Queryable, prepared } from '#libs/database';
import { statesBefore } from '#libs/platform';
import { holdLifecycle, openHoldStates } from './hold-lifecycle.js';

export type OwnedHold = { buyerId: string; hold: Hold };
/** Whom a hold concerns. */
export type HoldPlace = { orderId: string; buyerId: string; sessionId: string; exporterId: string };

type Row = Omit<Hold, 'unitPrice' | 'total' | 'expiresAt'> & {
  buyerId: string;
  unitPrice: string;
  currency: string;
  expiresAt: Date;
};

const select = `SELECT h.id, h.buyer_id AS "buyerId", h.order_id AS "orderId", o.session_id AS "sessionId",
    h.offer_id AS "offerId", f.code, h.variant_id AS "variantId", v.name AS "variantName", h.qty,
    h.unit_price AS "unitPrice", o.currency, h.state, h.reserved, h.expires_at AS "expiresAt"
  FROM hold h JOIN sale_order o ON o.id = h.order_id JOIN offer f ON f.id = h.offer_id
    JOIN variant v ON v.id = h.variant_id`;

/** All SQL of holds. What changes one runs inside a transaction that has locked its order. */
@Injectable()
export class HoldsStore {
  constructor(private readonly database: Database) {}

  async ofOrders(client: Queryable, orderIds: readonly string[]): Promise<OwnedHold[]> {
    return read(client, 'h.order_id = ANY($1::uuid[])', [orderIds]);
  }

  async placeOf(holdId: string): Promise<HoldPlace | undefined> {
    const { rows } = await this.database.pool.query<HoldPlace>(
      `SELECT h.order_id AS "orderId", h.buyer_id AS "buyerId", o.session_id AS "sessionId",
         o.exporter_id AS "exporterId"
       FROM hold h JOIN sale_order o ON o.id = h.order_id WHERE h.id = $1`,
      [holdId],
    );
    return rows[0];
  }

  /** What these buyers hold or have bought in any of these sessions, oldest first. */
  async ofBuyers(client: Queryable, sessionIds: readonly string[], buyerIds: readonly string[]): Promise<OwnedHold[]> {
    // by their orders here: buyers have bought elsewhere before, and sessions have orders of very many others
    return read(
      client,
      `h.state IN ('HELD', 'PAYING', 'CONFIRMED') AND o.buyer_id = ANY($2::uuid[]) AND o.session_id = ANY($1::uuid[])`,
      [sessionIds, buyerIds],
    );
  }

  async byIds(client: Queryable, ids: readonly string[]): Promise<OwnedHold[]> {
    return ids.length === 0 ? [] : read(client, 'h.id = ANY($1::uuid[])', [ids]);
  }

  /** The open holds of a buyer, oldest first. */
  async openOf(buyerId: string, sessionId: string): Promise<Hold[]> {
    const found = await read(
      this.database.pool,
      'h.buyer_id = $1 AND o.session_id = $2 AND h.state = ANY($3::text[])',
      [buyerId, sessionId, openHoldStates],
    );
    return found.map(({ hold }) => hold);
  }

  /** The open holds of a buyer in all sessions, newest first. */
  async pageOfOpen(buyerId: string, { cursor, limit }: PageQuery): Promise<Page<Hold>> {
    const { rows } = await this.database.pool.query<Row>(
      `${select} WHERE h.buyer_id = $1 AND h.state = ANY($2::text[]) AND ($3::uuid IS NULL OR h.id < $3)
       ORDER BY h.id DESC LIMIT $4`,
      [buyerId, openHoldStates, cursorId(cursor), limit + 1],
    );
    return pageOfRows(
      rows,
      limit,
      ({ id }) => id,
      (row) => ownedHold(row).hold,
    );
  }

  /** The holds of some orders whose time is over. */
  async expiredOf(client: Queryable, orderIds: readonly string[], state: 'HELD' | 'PAYING'): Promise<OwnedHold[]> {
    return read(client, 'h.order_id = ANY($1::uuid[]) AND h.state = $2 AND h.expires_at <= clock_timestamp()', [
      orderIds,
      state,
    ]);
  }

  async insert(client: Queryable, holds: readonly OwnedHold[]): Promise<void> {
    if (holds.length === 0) return;
    const rows = holds.map(({ buyerId, hold }) => ({ ...hold, buyerId, price: hold.unitPrice.amount }));
    await client.query(
      prepared(`INSERT INTO hold (id, order_id, offer_id, variant_id, buyer_id, qty, unit_price, state, reserved, expires_at)
       SELECT id, "orderId", "offerId", "variantId", "buyerId", qty, price, state, reserved, "expiresAt"
       FROM json_to_recordset($1) AS row (id uuid, "orderId" uuid, "offerId" uuid, "variantId" uuid, "buyerId" uuid,
         qty int, price bigint, state text, reserved boolean, "expiresAt" timestamptz)`),
      [JSON.stringify(rows)],
    );
  }

  /** Another number of units in holds that nobody pays for yet. */
  async resize(client: Queryable, holds: readonly Pick<Hold, 'id' | 'qty'>[]): Promise<void> {
    if (holds.length === 0) return;
    await client.query(
      prepared(`UPDATE hold SET qty = resized.qty FROM unnest($1::uuid[], $2::int[]) AS resized (id, qty)
       WHERE hold.id = resized.id AND state = 'HELD'`),
      [holds.map(({ id }) => id), holds.map(({ qty }) => qty)],
    );
  }

  /** @throws Error when the lifecycle has no such move from the state one of them is in: the caller did not look, or did not lock */
  async move(client: Queryable, ids: readonly string[], to: HoldState): Promise<void> {
    const { rowCount } = await client.query(
      prepared('UPDATE hold SET state = $2 WHERE id = ANY($1::uuid[]) AND state = ANY($3)'),
      [ids, to, statesBefore(holdLifecycle, to)],
    );
    if (rowCount !== ids.length) throw new Error('a hold can not move to this state');
  }

  /** Says that units are set aside for these from now on. */
  async reserve(client: Queryable, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await client.query('UPDATE hold SET reserved = true WHERE id = ANY($1::uuid[])', [ids]);
  }

  /**
   * Holds that are being paid from now on. The first time they get `extension` more, and each time they last at least
   * `atLeast` from now, both in seconds. Answers with those that had not run out of time, by when they do.
   */
  async pay(
    client: Queryable,
    ids: readonly string[],
    { extension, atLeast }: { extension: number; atLeast: number | null },
  ): Promise<Map<string, string>> {
    const { rows } = await client.query<{ id: string; expiresAt: Date }>(
      prepared(`UPDATE hold SET state = 'PAYING', extended = true,
         expires_at = greatest(CASE WHEN extended THEN expires_at ELSE expires_at + make_interval(secs => $2) END,
           clock_timestamp() + make_interval(secs => $3))
       WHERE id = ANY($1::uuid[]) AND state = ANY($4) AND expires_at > clock_timestamp()
       RETURNING id, expires_at AS "expiresAt"`),
      [ids, extension, atLeast, statesBefore(holdLifecycle, 'PAYING')],
    );
    return new Map(rows.map(({ id, expiresAt }) => [id, expiresAt.toISOString()]));
  }

  /** Lets the holds last at least so long from now. */
  async lastAtLeast(client: Queryable, ids: readonly string[], seconds: number): Promise<void> {
    await client.query(
      `UPDATE hold SET expires_at = greatest(expires_at, clock_timestamp() + make_interval(secs => $2))
       WHERE id = ANY($1::uuid[])`,
      [ids, seconds],
    );
  }
}

async function read(client: Queryable, where: string, values: unknown[]): Promise<OwnedHold[]> {
  const { rows } = await client.query<Row>(prepared(`${select} WHERE ${where} ORDER BY h.id`), values);
  return rows.map(ownedHold);
}

function ownedHold({ buyerId, unitPrice, currency, expiresAt, ...row }: Row): OwnedHold {
  const price = Number(unitPrice);
  const hold: Hold = {
    ...row,
    unitPrice: { amount: price, currency },
    total: { amount: price * row.qty, currency },
    expiresAt: expiresAt.toISOString(),
  };
  return { buyerId, hold };
}
