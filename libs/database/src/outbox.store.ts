import { Injectable } from '@nestjs/common';
import type { Channel, SessionEvent } from '#libs/contracts';
import { Database, type Queryable } from './database.js';
import { notWaitingForTheDisk } from './lenient.js';
import { prepared } from './prepared.js';

/** An event that was decided in a transaction and must reach the session log after it. `id` is its id in the log. */
export type OutboxEvent = { id: string; sessionId: string; channel: Channel; event: SessionEvent };

/** All SQL of the outbox. */
@Injectable()
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /** Writes the events beside the state they tell of; call it inside that state's transaction. Asks before it returns. */
  write(client: Queryable, events: readonly OutboxEvent[]): Promise<unknown> {
    if (events.length === 0) return Promise.resolve();
    return client.query(
      prepared(`INSERT INTO outbox_event (id, session_id, channel, event)
        SELECT id, "sessionId", channel, event
        FROM json_to_recordset($1) AS row (id uuid, "sessionId" uuid, channel text, event jsonb)`),
      [JSON.stringify(events)],
    );
  }

  /** Takes what a segment of speech said out of its captions that wait here, or are kept for a day. */
  async redactSegment(client: Queryable, sessionId: string, segment: string): Promise<void> {
    await client.query(
      `UPDATE outbox_event SET event = event || '{"text": "", "stable": 0}'
       WHERE session_id = $1 AND event ->> 'type' = 'caption' AND event ->> 'segment' = $2`,
      [sessionId, segment],
    );
  }

  /** What a dying server forgets of it is delivered again, and known to the log by then. */
  async markDelivered(ids: readonly string[]): Promise<void> {
    await this.database.pool.query(
      prepared(`UPDATE outbox_event SET delivered_at = now() FROM ${notWaitingForTheDisk} WHERE id = ANY($1::uuid[])`),
      [ids],
    );
  }

  /** What no process has delivered although `olderThanMs` have gone by, oldest first. */
  async overdue(olderThanMs: number, limit: number): Promise<OutboxEvent[]> {
    const { rows } = await this.database.pool.query<OutboxEvent>(
      `SELECT id, session_id AS "sessionId", channel, event FROM outbox_event
       WHERE delivered_at IS NULL AND created_at < now() - make_interval(secs => $1 / 1000.0)
       ORDER BY id LIMIT $2`,
      [olderThanMs, limit],
    );
    return rows;
  }

  /** The same of these sessions alone. */
  async overdueIn(sessionIds: readonly string[], olderThanMs: number, limit: number): Promise<OutboxEvent[]> {
    const { rows } = await this.database.pool.query<OutboxEvent>(
      `SELECT id, session_id AS "sessionId", channel, event FROM outbox_event
       WHERE delivered_at IS NULL AND created_at < now() - make_interval(secs => $2 / 1000.0)
         AND session_id = ANY($1::uuid[])
       ORDER BY id LIMIT $3`,
      [sessionIds, olderThanMs, limit],
    );
    return rows;
  }

  /** How many events wait to be in the session log. */
  async waiting(): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM outbox_event WHERE delivered_at IS NULL',
    );
    return rows[0]?.count ?? 0;
  }

  /** Forgets what was delivered more than a day ago. */
  async prune(): Promise<void> {
    await this.database.pool.query(`DELETE FROM outbox_event WHERE delivered_at < now() - interval '1 day'`);
  }
}
