import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';

/** Events looked at in one statement. */
export const batch = 500;

/**
 * Turns events into deliveries. Events of orders, holds and sessions stand in the outbox, written in the transaction
 * that decided them, so none is lost; a final caption stands in its segment. Each statement marks what it took and
 * writes the deliveries at once: a crash leaves both or neither.
 */
@Injectable()
export class WebhookEventsStore {
  constructor(private readonly database: Database) {}

  /** Returns how many events were looked at: none without an endpoint, or from before the first one. */
  async spreadDecided(): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      `WITH due AS (
         UPDATE outbox_event SET webhooks_at = now() WHERE id IN (
           SELECT id FROM outbox_event WHERE webhooks_at IS NULL
             AND created_at >= (SELECT min(created_at) FROM webhook_endpoint WHERE disabled_at IS NULL)
             AND event->>'type' IN ('order.changed', 'hold.changed', 'session.started', 'session.ended',
               'session.changed', 'session.cancelled')
           ORDER BY created_at LIMIT ${batch} FOR UPDATE SKIP LOCKED)
         RETURNING id, session_id, created_at, event->>'type' AS type, event - 'type' AS data
       ), concerned AS (
         SELECT due.*, (data->'order'->>'exporterId')::uuid AS exporter_id FROM due WHERE type = 'order.changed'
         UNION ALL
         SELECT due.*, o.exporter_id FROM due JOIN sale_order o ON o.id = (data->'hold'->>'orderId')::uuid
           WHERE type = 'hold.changed'
         UNION ALL
         SELECT DISTINCT due.*, listing.exporter_id FROM due
           JOIN line_up_item item ON item.session_id = due.session_id JOIN listing ON listing.id = item.listing_id
           WHERE type LIKE 'session.%'
       ), made AS (
         INSERT INTO webhook_delivery (id, endpoint_id, message_id, type, payload, created_at)
         SELECT gen_random_uuid(), e.id, 'msg_' || c.id, c.type, ${payload('c.type', 'c.created_at', 'c.data')}, c.created_at
         FROM concerned c JOIN webhook_endpoint e ON e.exporter_id = c.exporter_id
         WHERE e.disabled_at IS NULL AND e.created_at <= c.created_at AND (e.events = '{}' OR c.type = ANY(e.events))
         ON CONFLICT (endpoint_id, message_id) DO NOTHING
       )
       SELECT count(*)::int FROM due`,
    );
    return rows[0]?.count ?? 0;
  }

  /** The same for what was said. A segment that was corrected before its turn is told as it is now. */
  async spreadCaptions(): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      `WITH due AS (
         UPDATE caption_segment SET webhooks_at = now() WHERE id IN (
           SELECT id FROM caption_segment WHERE webhooks_at IS NULL AND final_at >= (
             SELECT min(created_at) FROM webhook_endpoint WHERE 'caption.final' = ANY(events) AND disabled_at IS NULL)
           ORDER BY final_at LIMIT ${batch} FOR UPDATE SKIP LOCKED)
         RETURNING id, session_id, n, lang, rev, state, text, t0, t1, final_at
       ), made AS (
         INSERT INTO webhook_delivery (id, endpoint_id, message_id, type, payload, created_at)
         SELECT gen_random_uuid(), e.id, 'msg_' || due.id, 'caption.final', ${payload(
           "'caption.final'",
           'due.final_at',
           `jsonb_build_object('sessionId', session_id, 'segment', due.id, 'n', n, 'lang', lang, 'rev', rev, 'state', state,
             'text', text, 't0', t0, 't1', t1)`,
         )}, due.final_at
         FROM due JOIN webhook_endpoint e ON 'caption.final' = ANY(e.events)
         WHERE e.disabled_at IS NULL AND e.created_at <= due.final_at AND state <> 'retracted' AND EXISTS (
           SELECT FROM line_up_item item JOIN listing ON listing.id = item.listing_id
           WHERE item.session_id = due.session_id AND listing.exporter_id = e.exporter_id)
         ON CONFLICT (endpoint_id, message_id) DO NOTHING
       )
       SELECT count(*)::int FROM due`,
    );
    return rows[0]?.count ?? 0;
  }
}

/** The payload that the Standard Webhooks specification recommends; the time in ISO 8601, UTC. */
function payload(type: string, at: string, data: string): string {
  const timestamp = `to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return `jsonb_build_object('type', ${type}, 'timestamp', ${timestamp}, 'data', ${data})`;
}
