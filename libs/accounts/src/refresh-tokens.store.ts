import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';

/** `family` ties together all tokens that grew out of one sign-in. */
export type NewRefreshToken = { id: string; family: string; accountId: string; hash: string; expiresAt: Date };

/** All access to refresh tokens. */
@Injectable()
export class RefreshTokensStore {
  constructor(private readonly database: Database) {}

  async create(token: NewRefreshToken): Promise<void> {
    await this.database.prisma.refreshToken.create({ data: token });
  }

  /** Uses a token up. Of several callers with the same token one gets it; undefined when it was not good any more. */
  async use(hash: string): Promise<{ family: string; accountId: string } | undefined> {
    const { rows } = await this.database.pool.query<{ family: string; accountId: string }>(
      `UPDATE refresh_token SET used_at = now()
       WHERE hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
       RETURNING family, account_id AS "accountId"`,
      [hash],
    );
    return rows[0];
  }

  async find(hash: string): Promise<{ family: string; used: boolean } | undefined> {
    const row = await this.database.prisma.refreshToken.findUnique({ where: { hash } });
    return row ? { family: row.family, used: row.usedAt !== null } : undefined;
  }

  async revokeFamily(family: string): Promise<void> {
    await this.database.prisma.refreshToken.updateMany({
      where: { family, revokedAt: null },
      data: { revokedAt: new Date() },
    });
  }

  /** Tokens that can not be used any more are kept for a day, so that a late reuse is still recognised. */
  async prune(): Promise<void> {
    await this.database.pool.query(`DELETE FROM refresh_token WHERE expires_at < now() - interval '1 day'`);
  }
}
