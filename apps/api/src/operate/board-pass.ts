import { Inject, Injectable } from '@nestjs/common';
import { parseCookie, stringifySetCookie } from 'cookie';
import { TokenVerifier } from '#libs/accounts';
import { DomainError, type Settings } from '#libs/contracts';
import { publicUrl, SETTINGS } from '#libs/platform';

export const boardPath = '/operate/board';
const name = 'silkcast_board';

/**
 * A browser that opens a page sends no token, so an operator's is put into a cookie for the board of the queues. No
 * script reads it, it goes to that board alone and with no request that another site begins (SameSite, RFC 6265bis).
 */
@Injectable()
export class BoardPass {
  readonly #secure: boolean;
  readonly #seconds: number;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly tokens: TokenVerifier,
  ) {
    this.#secure = publicUrl(settings).startsWith('https:');
    this.#seconds = settings.ACCESS_TOKEN_SECONDS;
  }

  cookieOf(token: string): string {
    return stringifySetCookie(name, token, {
      path: boardPath,
      httpOnly: true,
      sameSite: 'strict',
      secure: this.#secure,
      maxAge: this.#seconds,
    });
  }

  /** @throws DomainError `account.unauthenticated`, `account.forbidden` for whoever is no operator */
  async check(cookies: string | undefined): Promise<void> {
    const token = parseCookie(cookies ?? '')[name];
    if (token === undefined) throw new DomainError('account.unauthenticated');
    const actor = await this.tokens.verify(token);
    if (actor.kind !== 'operator') throw new DomainError('account.forbidden');
  }
}
