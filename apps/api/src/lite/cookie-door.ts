import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { AccountSessions, TokenVerifier } from '#libs/accounts';
import { DomainError } from '#libs/contracts';
import { isLitePage } from './lite-page-address.js';
import { type CookieReply, type KeptTokens, LiteCookies } from './lite-cookies.js';

/** Two requests at once that both find the access token over get the same new tokens. */
const retryKey = 'lite-page';

/**
 * Who comes to a page without JavaScript shows a cookie where others send a token. It is turned into that token before
 * anybody asks who is calling, on the addresses of these pages and on no other.
 */
@Injectable()
export class CookieDoor implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly tokens: TokenVerifier,
    private readonly sessions: AccountSessions,
    private readonly cookies: LiteCookies,
  ) {}

  onModuleInit(): void {
    this.host.httpAdapter.getInstance().addHook('onRequest', async ({ url, headers }, reply) => {
      if (!isLitePage(url) || headers.authorization !== undefined) return;
      const kept = this.cookies.viewer(headers.cookie);
      const token = kept && (await this.#goodToken(kept, reply));
      if (token !== undefined) headers.authorization = `Bearer ${token}`;
    });
  }

  async #goodToken(kept: KeptTokens, reply: CookieReply): Promise<string | undefined> {
    try {
      await this.tokens.verify(kept.accessToken);
      return kept.accessToken;
    } catch {
      return this.#renewed(kept, reply);
    }
  }

  async #renewed({ refreshToken }: KeptTokens, reply: CookieReply): Promise<string | undefined> {
    try {
      const tokens = await this.sessions.refresh(refreshToken, retryKey);
      this.cookies.keepViewer(reply, tokens);
      return tokens.accessToken;
    } catch (error) {
      // a store that is away is no reason to forget who this is
      if (error instanceof DomainError) this.cookies.forgetViewer(reply);
      return undefined;
    }
  }
}
