import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Account, DomainError, type Settings, type Tokens } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { AccessTokens } from './access-tokens.js';
import { AccountsStore } from './accounts.store.js';
import { hashOfSecret, newSecret } from './opaque-secret.js';
import { RefreshTokensStore } from './refresh-tokens.store.js';

/**
 * What keeps somebody signed in: a short-lived access token and a refresh token that works once. A refresh token that
 * comes a second time was stolen, from one side or the other, so the whole family ends (RFC 9700, section 4.14.2).
 */
@Injectable()
export class AccountSessions {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokensStore,
    private readonly accounts: AccountsStore,
  ) {}

  begin(account: Account): Promise<Tokens> {
    return this.#issue(account, uuidv7());
  }

  /** @throws DomainError `account.unauthenticated` or `account.refresh-reused` */
  async refresh(refreshToken: string): Promise<Tokens> {
    const hash = hashOfSecret(refreshToken);
    const used = await this.refreshTokens.use(hash);
    if (used === undefined) throw await this.#refusal(hash);
    const account = await this.accounts.find(used.accountId);
    if (account === null) throw new DomainError('account.unauthenticated');
    return this.#issue(account, used.family);
  }

  /** Ends the session a refresh token belongs to. An unknown token has none: nothing to do. */
  async end(refreshToken: string): Promise<void> {
    const token = await this.refreshTokens.find(hashOfSecret(refreshToken));
    if (token !== undefined) await this.refreshTokens.revokeFamily(token.family);
  }

  /** Forgets refresh tokens that ran out more than a day ago. */
  prune(): Promise<void> {
    return this.refreshTokens.prune();
  }

  async #refusal(hash: string): Promise<DomainError> {
    const token = await this.refreshTokens.find(hash);
    if (!token?.used) return new DomainError('account.unauthenticated');
    await this.refreshTokens.revokeFamily(token.family);
    return new DomainError('account.refresh-reused');
  }

  async #issue(account: Account, family: string): Promise<Tokens> {
    const refreshToken = newSecret();
    await this.refreshTokens.create({
      id: uuidv7(),
      family,
      accountId: account.id,
      hash: hashOfSecret(refreshToken),
      expiresAt: new Date(Date.now() + this.settings.REFRESH_TOKEN_DAYS * 86_400_000),
    });
    const { token, expiresAt } = await this.accessTokens.issue(account);
    return { account, accessToken: token, expiresAt: expiresAt.toISOString(), refreshToken };
  }
}
