import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Account, DomainError, type Settings, type Tokens } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { AccessTokens } from './access-tokens.js';
import { AccountsStore } from './accounts.store.js';
import { derivedSecret, hashOfSecret, newSecret } from './opaque-secret.js';
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

  async begin(account: Account): Promise<Tokens> {
    const refreshToken = newSecret();
    await this.refreshTokens.create({ ...this.#kept(refreshToken), family: uuidv7(), accountId: account.id });
    return this.#tokens(account, refreshToken);
  }

  /**
   * @param retryKey makes a call that is sent again, because its answer was lost, the same call: both get the same
   *   refresh token. Nothing is stored for that; it grows out of the old token, the key and a secret of ours.
   * @throws DomainError `account.unauthenticated` or `account.refresh-reused`
   */
  async refresh(refreshToken: string, retryKey?: string): Promise<Tokens> {
    const next =
      retryKey === undefined
        ? newSecret()
        : derivedSecret(this.settings.TOKEN_SIGNING_KEY, `refresh ${refreshToken} ${retryKey}`);
    const accountId =
      (await this.refreshTokens.replace(hashOfSecret(refreshToken), this.#kept(next))) ??
      (await this.#ownerOfUsed(refreshToken, next));
    const account = await this.accounts.find(accountId);
    if (account === null) throw new DomainError('account.unauthenticated');
    return this.#tokens(account, next);
  }

  /** Ends the session a refresh token belongs to. An unknown token has none: nothing to do. */
  async end(refreshToken: string): Promise<void> {
    const token = await this.refreshTokens.find(hashOfSecret(refreshToken));
    if (token !== null) await this.refreshTokens.revokeFamily(token.family);
  }

  /** Forgets refresh tokens that ran out more than a day ago. */
  prune(): Promise<void> {
    return this.refreshTokens.prune();
  }

  /** Whose a token was that is used up: answered only when this very call was answered before. */
  async #ownerOfUsed(refreshToken: string, next: string): Promise<string> {
    const answered = await this.refreshTokens.find(hashOfSecret(next));
    if (answered?.good) return answered.accountId;
    const token = await this.refreshTokens.find(hashOfSecret(refreshToken));
    if (!token?.used) throw new DomainError('account.unauthenticated');
    await this.refreshTokens.revokeFamily(token.family);
    throw new DomainError('account.refresh-reused');
  }

  #kept(refreshToken: string): { id: string; hash: string; expiresAt: Date } {
    const expiresAt = new Date(Date.now() + this.settings.REFRESH_TOKEN_DAYS * 86_400_000);
    return { id: uuidv7(), hash: hashOfSecret(refreshToken), expiresAt };
  }

  async #tokens(account: Account, refreshToken: string): Promise<Tokens> {
    const { token, expiresAt } = await this.accessTokens.issue(account);
    return { account, accessToken: token, expiresAt: expiresAt.toISOString(), refreshToken };
  }
}
