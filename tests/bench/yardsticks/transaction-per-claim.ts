import { createHash } from 'node:crypto';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import type { ClaimOutcome, PlaceClaim } from '#libs/contracts';
import { type ClaimHandler, heldOutcome } from './handler.js';

type Hold = { id: string; orderId: string; qty: number };
type Offer = { id: string; exporterId: string; price: number };

/**
 * What everybody writes first: a transaction for each claim, on the same tables. It numbers and chains the claim, takes
 * the units, stores hold, order, claim and outbox row, and leaves out the rest: limits, waitlists, staff, replays, the
 * session log.
 */
export class TransactionPerClaim {
  // as many connections as a process of the house may open
  readonly #pool: pg.Pool;

  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: 10 });
  }

  readonly handler: ClaimHandler = async (sessionId, buyerId, claim) => {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const outcome = await decide(client, sessionId, buyerId, claim);
      await client.query('COMMIT');
      return outcome;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
}

async function decide(client: pg.PoolClient, sessionId: string, buyerId: string, claim: PlaceClaim) {
  const { seq, head } = await only<{ seq: string; head: string }>(
    client,
    'SELECT claim_seq AS seq, claim_head AS head FROM session WHERE id = $1 FOR NO KEY UPDATE',
    [sessionId],
  );
  const offer = await only<Offer>(
    client,
    `SELECT o.id, l.exporter_id AS "exporterId", p.amount::int AS price FROM offer o JOIN listing l ON l.id = o.listing_id
     JOIN variant v ON v.listing_id = l.id JOIN price p ON p.variant_id = v.id AND p.currency = 'USD'
     WHERE o.session_id = $1 AND o.code = $2 AND o.closed_at IS NULL AND v.id = $3`,
    [sessionId, claim.code, claim.variantId],
  );
  const had = await client.query<Hold>(
    `SELECT id, order_id AS "orderId", qty FROM hold WHERE buyer_id = $1 AND variant_id = $2 AND state = 'HELD'`,
    [buyerId, claim.variantId],
  );
  const more = claim.qty - (had.rows[0]?.qty ?? 0);
  await only(
    client,
    'UPDATE stock SET held = held + $2 WHERE variant_id = $1 AND on_hand - held - sold >= $2 RETURNING variant_id',
    [claim.variantId, more],
  );
  const hold = await keep(client, { sessionId, buyerId, claim, offer, had: had.rows[0] });
  return log(client, { sessionId, buyerId, claim, offer, hold, seq: Number(seq) + 1, head });
}

type Keeping = { sessionId: string; buyerId: string; claim: PlaceClaim; offer: Offer };

async function keep(
  client: pg.PoolClient,
  { sessionId, buyerId, claim, offer, had }: Keeping & { had: Hold | undefined },
) {
  const total = claim.qty * offer.price;
  if (had !== undefined) {
    await client.query('UPDATE hold SET qty = $2 WHERE id = $1', [had.id, claim.qty]);
    await client.query('UPDATE sale_order SET total = $2 WHERE id = $1', [had.orderId, total]);
    return had;
  }
  const [orderId, id] = [uuidv7(), uuidv7()];
  await client.query(
    `INSERT INTO sale_order (id, number, session_id, exporter_id, buyer_id, state, currency, total)
     VALUES ($1, $1::uuid::text, $2, $3, $4, 'pending', 'USD', $5)`,
    [orderId, sessionId, offer.exporterId, buyerId, total],
  );
  await client.query(
    `INSERT INTO hold (id, order_id, offer_id, variant_id, buyer_id, qty, unit_price, state, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'HELD', now() + interval '10 minutes')`,
    [id, orderId, offer.id, claim.variantId, buyerId, claim.qty, offer.price],
  );
  return { id, orderId, qty: claim.qty };
}

type Logging = Keeping & { hold: Hold; seq: number; head: string };

async function log(client: pg.PoolClient, { sessionId, buyerId, claim, offer, hold, seq, head }: Logging) {
  const id = uuidv7();
  const body = JSON.stringify({
    seq,
    at: new Date(),
    buyerId,
    offer: offer.id,
    variant: claim.variantId,
    qty: claim.qty,
  });
  const hash = createHash('sha256').update(`${head}\n${body}`).digest('hex');
  await client.query('UPDATE session SET claim_seq = $2, claim_head = $3 WHERE id = $1', [sessionId, seq, hash]);
  await client.query(
    `INSERT INTO claim (id, session_id, claim_seq, buyer_id, source_key, offer_id, code, variant_id, qty, outcome,
       choices, hold_id, body, prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'HELD', '{}', $10, $11, $12, $13)`,
    [
      id,
      sessionId,
      seq,
      buyerId,
      claim.key,
      offer.id,
      claim.code,
      claim.variantId,
      claim.qty,
      hold.id,
      body,
      head,
      hash,
    ],
  );
  const outcome: ClaimOutcome = heldOutcome(sessionId, claim, {
    claim: id,
    hold: hold.id,
    order: hold.orderId,
    offer: offer.id,
    price: offer.price,
  });
  await client.query('INSERT INTO outbox_event (id, session_id, channel, event) VALUES ($1, $2, $3, $4)', [
    uuidv7(),
    sessionId,
    `viewer.${buyerId}`,
    JSON.stringify({ type: 'claim.decided', outcome, message: null }),
  ]);
  return outcome;
}

async function only<Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  sql: string,
  values: unknown[],
): Promise<Row> {
  const { rows } = await client.query<Row>(sql, values);
  if (rows[0] === undefined) throw new Error('order.out-of-stock');
  return rows[0];
}
