import { Injectable } from '@nestjs/common';
import type { ChangeWebhookEndpoint, WebhookEndpoint } from '#libs/contracts';
import { AuditStore, Database, type Deed, type Queryable } from '#libs/database';

type Row = Omit<WebhookEndpoint, 'createdAt' | 'disabledAt'> & { createdAt: Date; disabledAt: Date | null };
type New = Pick<WebhookEndpoint, 'id' | 'url' | 'events'> & { exporterId: string; secret: string };

const columns = 'id, url, events, disabled_at AS "disabledAt", created_at AS "createdAt"';

/** All SQL of endpoints. */
@Injectable()
export class WebhookEndpointsStore {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditStore,
  ) {}

  async insert({ id, exporterId, url, secret, events }: New, deed: Deed): Promise<WebhookEndpoint> {
    const { rows } = await this.audit.with(deed, (client) =>
      client.query<Row>(
        `INSERT INTO webhook_endpoint (id, exporter_id, url, secret, events) VALUES ($1, $2, $3, $4, $5)
         RETURNING ${columns}`,
        [id, exporterId, url, secret, events],
      ),
    );
    return endpointOf(rows[0] as Row);
  }

  async count(exporterId: string): Promise<number> {
    return this.database.prisma.webhookEndpoint.count({ where: { exporterId } });
  }

  /** Oldest first. */
  async ofExporter(exporterId: string): Promise<WebhookEndpoint[]> {
    const { rows } = await this.database.pool.query<Row>(
      `SELECT ${columns} FROM webhook_endpoint WHERE exporter_id = $1 ORDER BY id`,
      [exporterId],
    );
    return rows.map(endpointOf);
  }

  async exists(exporterId: string, id: string): Promise<boolean> {
    return (await this.database.prisma.webhookEndpoint.count({ where: { id, exporterId } })) > 0;
  }

  async delete(exporterId: string, id: string, deed: Deed): Promise<void> {
    await this.audit.with(deed, (client) =>
      client.query('DELETE FROM webhook_endpoint WHERE id = $1 AND exporter_id = $2', [id, exporterId]),
    );
  }

  /** A new secret; it works again if it was given up. */
  async renew(id: string, secret: string, deed: Deed): Promise<WebhookEndpoint> {
    const { rows } = await this.audit.with(deed, (client) =>
      client.query<Row>(
        `UPDATE webhook_endpoint SET secret = $2, disabled_at = NULL WHERE id = $1 RETURNING ${columns}`,
        [id, secret],
      ),
    );
    return endpointOf(rows[0] as Row);
  }

  async change(id: string, { url, events, enabled }: ChangeWebhookEndpoint, deed: Deed): Promise<WebhookEndpoint> {
    const { rows } = await this.audit.with(deed, async (client) => {
      if (!enabled) await this.disable(id, client);
      return client.query<Row>(
        `UPDATE webhook_endpoint SET url = $2, events = $3, disabled_at = CASE WHEN $4 THEN NULL ELSE disabled_at END
         WHERE id = $1 RETURNING ${columns}`,
        [id, url, events, enabled],
      );
    });
    return endpointOf(rows[0] as Row);
  }

  /** The receiver is gone for good, or switched off: what is still to be delivered to it is given up. */
  async disable(id: string, client: Queryable = this.database.pool): Promise<void> {
    await client.query(
      `WITH gone AS (UPDATE webhook_endpoint SET disabled_at = coalesce(disabled_at, now()) WHERE id = $1)
       UPDATE webhook_delivery SET state = 'failed', next_at = NULL WHERE endpoint_id = $1 AND state = 'pending'`,
      [id],
    );
  }
}

const endpointOf = ({ createdAt, disabledAt, ...row }: Row): WebhookEndpoint => ({
  ...row,
  createdAt: createdAt.toISOString(),
  disabledAt: disabledAt?.toISOString() ?? null,
});
