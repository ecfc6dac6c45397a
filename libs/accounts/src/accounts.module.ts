import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AccessTokens } from './access-tokens.js';
import { ApiKeysStore } from './api-keys.store.js';
import { RouteCheck } from './route-check.js';
import { TokenVerifier } from './token-verifier.js';

/** Who people are and what they may do. A process that imports this denies every route that does not say `@Allow`. */
@Module({
  imports: [DiscoveryModule],
  providers: [AccessTokens, ApiKeysStore, RouteCheck, TokenVerifier, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [RouteCheck, TokenVerifier],
})
export class AccountsModule {}
