import { Body, Controller, Headers, Post } from '@nestjs/common';
import type { z } from 'zod';
import { AccountSessions, LimitByAddress, SignIn } from '#libs/accounts';
import { RefreshTokens, SignIn as SignInBody, Tokens } from '#libs/contracts';
import { Public } from '#libs/platform';
import { Answers } from '../answers.decorator.js';

/** Signing in, staying so, and out. Whoever comes here has no good token to show, so none is looked at. */
@Controller('v1/tokens')
@Public()
export class TokensController {
  constructor(
    private readonly signingIn: SignIn,
    private readonly sessions: AccountSessions,
  ) {}

  @Post()
  @LimitByAddress({ points: 60, seconds: 60 })
  @Answers(200, Tokens)
  signIn(@Body({ schema: SignInBody }) body: SignInBody): Promise<Tokens> {
    return this.signingIn.signIn(body);
  }

  /** A refresh token works once. Sent again with the same Idempotency-Key, after a lost answer, it gets that answer. */
  @Post('refresh')
  @LimitByAddress({ points: 1200, seconds: 60 })
  @Answers(200, Tokens)
  refresh(
    @Body({ schema: RefreshTokens }) { refreshToken }: z.infer<typeof RefreshTokens>,
    @Headers('idempotency-key') retryKey?: string,
  ): Promise<Tokens> {
    return this.sessions.refresh(refreshToken, retryKey);
  }

  /** Ends the session a refresh token belongs to, on every device it was passed on to. */
  @Post('revoke')
  @Answers(204)
  signOut(@Body({ schema: RefreshTokens }) { refreshToken }: z.infer<typeof RefreshTokens>): Promise<void> {
    return this.sessions.end(refreshToken);
  }
}
