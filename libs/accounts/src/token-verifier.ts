import { Injectable } from '@nestjs/common';
import { type Actor, DomainError } from '#libs/contracts';
import { AccessTokens } from './access-tokens.js';
import { ApiKeysStore } from './api-keys.store.js';
import { hashOfSecret } from './opaque-secret.js';

export const apiKeyPrefix = 'sk_';

/** Who stands behind a bearer token: an access token or an exporter's API key. */
@Injectable()
export class TokenVerifier {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly apiKeys: ApiKeysStore,
  ) {}

  /** @throws DomainError `account.unauthenticated` when it is neither, expired or revoked */
  async verify(token: string): Promise<Actor> {
    if (!token.startsWith(apiKeyPrefix)) return this.accessTokens.verify(token);
    const key = await this.apiKeys.use(hashOfSecret(token));
    if (key === undefined) throw new DomainError('account.unauthenticated');
    return { kind: 'api-key', exporterId: key.exporterId, apiKeyId: key.id };
  }
}
