import { Injectable } from '@nestjs/common';
import type { WaitingPlace } from '#libs/contracts';
import { Database, type Queryable, prepared } from '#libs/database';
import type { PlaceChange } from './claim.js';

export type OwnedPlace = { buyerId: string; place: WaitingPlace };

type Row = Omit<WaitingPlace, 'position' | 'drawsAt'> & { buyerId: string; position: string; drawsAt: Date | null };

const select = `SELECT w.id, w.session_id AS "sessionId", w.offer_id AS "offerId", f.code, w.variant_id AS "variantId",
    v.name AS "variantName", w.buyer_id AS "buyerId", w.qty, w.claim_seq AS position, w.state, w.hold_id AS "holdId",
    CASE WHEN f.drawn_at IS NULL AND w.created_at < f.opened_at + make_interval(secs => f.window_seconds)
      THEN f.opened_at + make_interval(secs => f.window_seconds) END AS "drawsAt"
  FROM waitlist_entry w JOIN offer f ON f.id = w.offer_id JOIN variant v ON v.id = w.variant_id`;

/** All SQL of waiting in line. What changes a place runs inside a transaction that has locked its session. */
@Injectable()
export class WaitlistStore {
  constructor(private readonly database: Database) {}

  /** Where these buyers wait in any of these sessions. */
  async ofBuyers(client: Queryable, sessionIds: readonly string[], buyerIds: readonly string[]): Promise<OwnedPlace[]> {
    return read(client, `w.state = 'WAITING' AND w.buyer_id = ANY($2::uuid[]) AND w.session_id = ANY($1::uuid[])`, [
      sessionIds,
      buyerIds,
    ]);
  }

  async byIds(client: Queryable, ids: readonly string[]): Promise<OwnedPlace[]> {
    return ids.length === 0 ? [] : read(client, 'w.id = ANY($1::uuid[])', [ids]);
  }

  /** Where a buyer waits, in one session or in all, the longest wait first. */
  async openOf(buyerId: string, sessionId: string | null = null): Promise<WaitingPlace[]> {
    const waits = `w.state = 'WAITING' AND w.buyer_id = $1 AND ($2::uuid IS NULL OR w.session_id = $2)`;
    const found = await read(this.database.pool, waits, [buyerId, sessionId]);
    return found.map(({ place }) => place);
  }

  /** Which of these variants somebody waits for. */
  async queued(client: Queryable, variantIds: readonly string[]): Promise<Set<string>> {
    const { rows } = await client.query<{ id: string }>(
      prepared(`SELECT id FROM unnest($1::uuid[]) AS wanted (id)
       WHERE EXISTS (SELECT FROM waitlist_entry WHERE variant_id = wanted.id AND state = 'WAITING')`),
      [[...new Set(variantIds)]],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async save(client: Queryable, changes: readonly PlaceChange[]): Promise<void> {
    if (changes.length === 0) return;
    const rows = changes.map(({ buyerId, after, since }) => ({
      id: after.id,
      session_id: after.sessionId,
      offer_id: after.offerId,
      variant_id: after.variantId,
      buyer_id: buyerId,
      claim_seq: after.position,
      qty: after.qty,
      state: after.state,
      created_at: since,
    }));
    await client.query(
      prepared(`INSERT INTO waitlist_entry (id, session_id, offer_id, variant_id, buyer_id, claim_seq, qty, state, created_at)
       SELECT * FROM json_to_recordset($1) AS row (id uuid, session_id uuid, offer_id uuid, variant_id uuid,
         buyer_id uuid, claim_seq bigint, qty int, state text, created_at timestamptz)
       ON CONFLICT (id) DO UPDATE SET qty = excluded.qty, state = excluded.state`),
      [JSON.stringify(rows)],
    );
  }
}

async function read(client: Queryable, where: string, values: unknown[]): Promise<OwnedPlace[]> {
  const { rows } = await client.query<Row>(
    prepared(`${select} WHERE ${where} ORDER BY w.created_at, w.claim_seq`),
    values,
  );
  return rows.map(({ buyerId, position, drawsAt, ...row }) => ({
    buyerId,
    place: { ...row, position: Number(position), drawsAt: drawsAt?.toISOString() ?? null },
  }));
}
