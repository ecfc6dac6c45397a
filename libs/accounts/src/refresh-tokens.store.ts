import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';

/** A refresh token as it is kept: by its hash. `family` ties together all that grew out of one sign-in. */
type KeptToken = { id: string; hash: string; expiresAt: Date };
type FoundToken = { family: string; accountId: string; used: boolean; good: boolean };

/** All access to refresh tokens. */
@Injectable()
export class RefreshTokensStore {
  constructor(private readonly database: Database) {}

  async create(token: KeptToken & { family: string; accountId: string }): Promise<void> {
    await this.database.prisma.refreshToken.create({ data: token });
  }

  /**
   * Uses a token up and keeps its successor, in one statement. Of several callers with the same token one gets the
   * account; null when the token was not good any more.
   */
  async replace(hash: string, next: KeptToken): Promise<string | null> {
    const { rows } = await this.database.pool.query<{ accountId: string }>(
      `WITH used AS (
         UPDATE refresh_token SET used_at = now()
         WHERE hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
         RETURNING family, account_id
       ), successor AS (
         INSERT INTO refresh_token (id, family, account_id, hash, expires_at)
         SELECT $2, family, account_id, $3, $4 FROM used
       )
       SELECT account_id AS "accountId" FROM used`,
      [hash, next.id, next.hash, next.expiresAt],
    );
    return rows[0]?.accountId ?? null;
  }

  async find(hash: string): Promise<FoundToken | null> {
    const row = await this.database.prisma.refreshToken.findUnique({ where: { hash } });
    if (row === null) return null;
    const used = row.usedAt !== null;
    const good = !used && row.revokedAt === null && row.expiresAt > new Date();
    return { family: row.family, accountId: row.accountId, used, good };
  }

  async revokeFamily(family: string): Promise<void> {
    await this.database.prisma.refreshToken.updateMany({
      where: { family, revokedAt: null },
      data: { revokedAt: new Date() },
    });
  }

  /** They are kept for a day after they ran out, so that a late reuse is still recognised. */
  async prune(): Promise<void> {
    await this.database.pool.query(`DELETE FROM refresh_token WHERE expires_at < now() - interval '1 day'`);
  }
}
