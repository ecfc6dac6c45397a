import { Injectable } from '@nestjs/common';
import type {
  Page,
  ReplayWebhooks,
  WebhookDeliveriesQuery,
  WebhookDelivery,
  WebhookDeliveryDetail,
} from '#libs/contracts';
import { AuditStore, cursorId, Database, type Deed, pageOfRows } from '#libs/database';

type Row = Omit<WebhookDelivery, 'nextAt' | 'lastAt' | 'createdAt' | 'deliveredAt'> & {
  nextAt: Date | null;
  lastAt: Date | null;
  createdAt: Date;
  deliveredAt: Date | null;
};
/** An attempt that did not arrive. `retrySeconds` null: it is given up. */
type Failure = { status: number | null; ms: number; error: string; retrySeconds: number | null };
/** A delivery whose turn it is. `attempts` counts the one that is to be made now. */
export type DueDelivery = {
  id: string;
  endpointId: string;
  messageId: string;
  attempts: number;
  payload: object;
  url: string;
  secret: string;
};

const columns = `d.id, d.endpoint_id AS "endpointId", d.message_id AS "messageId", d.type, d.state, d.attempts,
  d.next_at AS "nextAt", d.last_status AS "lastStatus", d.last_error AS "lastError", d.last_at AS "lastAt",
  d.last_ms AS "lastMs", d.created_at AS "createdAt",
  d.delivered_at AS "deliveredAt"`;

/** How long an attempt belongs to the process that took it, in seconds: longer than any attempt takes. */
const leaseSeconds = 60;

/** All SQL of deliveries. */
@Injectable()
export class WebhookDeliveriesStore {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditStore,
  ) {}

  async insertTest(id: string, endpointId: string): Promise<WebhookDelivery> {
    const payload = { type: 'webhook.test', timestamp: new Date().toISOString(), data: {} };
    const { rows } = await this.database.pool.query<Row>(
      `INSERT INTO webhook_delivery AS d (id, endpoint_id, message_id, type, payload)
       VALUES ($1, $2, $3, 'webhook.test', $4) RETURNING ${columns}`,
      [id, endpointId, `msg_${id}`, payload],
    );
    return deliveryOf(rows[0] as Row);
  }

  /**
   * Takes deliveries that are due: for a while nobody else does. A process that dies with them leaves them to be taken
   * again when the lease is over.
   */
  async take(limit: number): Promise<DueDelivery[]> {
    const { rows } = await this.database.pool.query<DueDelivery>(
      `UPDATE webhook_delivery d SET attempts = attempts + 1, next_at = now() + make_interval(secs => ${leaseSeconds})
       FROM (SELECT id FROM webhook_delivery WHERE state = 'pending' AND next_at <= now()
         ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED) due, webhook_endpoint e
       WHERE d.id = due.id AND e.id = d.endpoint_id
       RETURNING d.id, e.id AS "endpointId", d.message_id AS "messageId", d.attempts, d.payload, e.url, e.secret`,
      [limit],
    );
    return rows;
  }

  async delivered(id: string, status: number, ms: number): Promise<void> {
    await this.database.pool.query(
      `UPDATE webhook_delivery SET state = 'delivered', delivered_at = now(), next_at = NULL, last_status = $2,
         last_error = NULL, last_at = now(), last_ms = $3 WHERE id = $1`,
      [id, status, ms],
    );
  }

  async failed(id: string, { status, ms, error, retrySeconds }: Failure): Promise<void> {
    await this.database.pool.query(
      `UPDATE webhook_delivery SET last_status = $2, last_error = $3, last_at = now(), last_ms = $5,
         state = CASE WHEN $4::float8 IS NULL THEN 'failed' ELSE 'pending' END,
         next_at = now() + make_interval(secs => $4::float8)
       WHERE id = $1`,
      [id, status, error, retrySeconds, ms],
    );
  }

  /** Newest first. */
  async page(endpointId: string, { cursor, limit, state }: WebhookDeliveriesQuery): Promise<Page<WebhookDelivery>> {
    const { rows } = await this.database.pool.query<Row>(
      `SELECT ${columns} FROM webhook_delivery d WHERE endpoint_id = $1 AND ($4::text IS NULL OR state = $4)
         AND ($2::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM webhook_delivery WHERE id = $2))
       ORDER BY created_at DESC, id DESC LIMIT $3`,
      [endpointId, cursorId(cursor), limit + 1, state],
    );
    return pageOfRows(rows, limit, ({ id }) => id, deliveryOf);
  }

  /** With what is posted; null when the endpoint has no such delivery. */
  async find(endpointId: string, id: string): Promise<WebhookDeliveryDetail | null> {
    const { rows } = await this.database.pool.query<Row & Pick<WebhookDeliveryDetail, 'payload'>>(
      `SELECT ${columns}, d.payload FROM webhook_delivery d WHERE id = $2 AND endpoint_id = $1`,
      [endpointId, id],
    );
    return rows[0] ? { ...deliveryOf(rows[0]), payload: rows[0].payload } : null;
  }

  /** Makes one delivery due again; null when the endpoint has no such delivery. */
  async replay(endpointId: string, id: string, deed: Deed): Promise<WebhookDelivery | null> {
    const { rows } = await this.audit.with(deed, (client) =>
      client.query<Row>(
        `UPDATE webhook_delivery d SET state = 'pending', attempts = 0, next_at = now(), delivered_at = NULL
         WHERE id = $2 AND endpoint_id = $1 RETURNING ${columns}`,
        [endpointId, id],
      ),
    );
    return rows[0] ? deliveryOf(rows[0]) : null;
  }

  async replayAll(
    endpointId: string,
    { since, until, undelivered = false }: ReplayWebhooks,
    deed: Deed,
  ): Promise<number> {
    const { rowCount } = await this.audit.with(deed, (client) =>
      client.query(
        `UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_at = now(), delivered_at = NULL
         WHERE endpoint_id = $1 AND created_at >= $2 AND created_at < coalesce($3, 'infinity'::timestamptz)
           AND NOT ($4 AND state = 'delivered')`,
        [endpointId, since, until, undelivered],
      ),
    );
    return rowCount ?? 0;
  }

  /** Forgets what came to its end a month ago. */
  async prune(): Promise<void> {
    await this.database.pool.query(
      `DELETE FROM webhook_delivery WHERE state <> 'pending' AND created_at < now() - interval '30 days'`,
    );
  }
}

const deliveryOf = ({ nextAt, lastAt, createdAt, deliveredAt, ...row }: Row): WebhookDelivery => ({
  ...row,
  nextAt: nextAt?.toISOString() ?? null,
  lastAt: lastAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  deliveredAt: deliveredAt?.toISOString() ?? null,
});
