import { Injectable } from '@nestjs/common';
import type { ApiKey } from '#libs/contracts';
import { AuditStore, Database, type Deed } from '#libs/database';

type ApiKeyRow = { id: string; name: string; prefix: string; createdAt: Date; lastUsedAt: Date | null };

type NewKey = { id: string; exporterId: string; name: string; prefix: string; hash: string };

/** All access to the API keys of exporters. */
@Injectable()
export class ApiKeysStore {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditStore,
  ) {}

  async create({ id, exporterId, name, prefix, hash }: NewKey, deed: Deed): Promise<ApiKey> {
    const { rows } = await this.audit.with(deed, (client) =>
      client.query<ApiKeyRow>(
        `INSERT INTO api_key (id, exporter_id, name, prefix, hash) VALUES ($1, $2, $3, $4, $5)
         RETURNING id, name, prefix, created_at AS "createdAt", last_used_at AS "lastUsedAt"`,
        [id, exporterId, name, prefix, hash],
      ),
    );
    return apiKeyOf(rows[0] as ApiKeyRow);
  }

  /** Those that still work, the newest first. */
  async listOf(exporterId: string): Promise<ApiKey[]> {
    const rows = await this.database.prisma.apiKey.findMany({
      where: { exporterId, revokedAt: null },
      orderBy: { id: 'desc' },
    });
    return rows.map(apiKeyOf);
  }

  async revoke(exporterId: string, id: string, deed: Deed): Promise<void> {
    await this.audit.with(deed, (client) =>
      client.query('UPDATE api_key SET revoked_at = now() WHERE id = $1 AND exporter_id = $2 AND revoked_at IS NULL', [
        id,
        exporterId,
      ]),
    );
  }

  /** The key with this hash, noted as used now; at most one write a minute for a busy key. */
  async use(hash: string): Promise<{ id: string; exporterId: string } | undefined> {
    const { rows } = await this.database.pool.query<{ id: string; exporterId: string }>({
      name: 'use-api-key',
      text: `WITH found AS (SELECT id, exporter_id, last_used_at FROM api_key WHERE hash = $1 AND revoked_at IS NULL),
               noted AS (UPDATE api_key SET last_used_at = now() FROM found
                 WHERE api_key.id = found.id AND (found.last_used_at IS NULL OR found.last_used_at < now() - interval '1 minute'))
             SELECT id, exporter_id AS "exporterId" FROM found`,
      values: [hash],
    });
    return rows[0];
  }
}

const apiKeyOf = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});
