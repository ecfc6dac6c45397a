import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AccessTokens } from './access-tokens.js';
import { AccountSessions } from './account-sessions.js';
import { AccountsStore } from './accounts.store.js';
import { ApiKeysStore } from './api-keys.store.js';
import { CreateApiKey } from './create-api-key.js';
import { CreateExporter } from './create-exporter.js';
import { ExporterMembership } from './exporter-membership.js';
import { ExportersStore } from './exporters.store.js';
import { ListApiKeys } from './list-api-keys.js';
import { Passwords } from './passwords.js';
import { ReadAccount } from './read-account.js';
import { ReadExporters } from './read-exporters.js';
import { RefreshTokensStore } from './refresh-tokens.store.js';
import { RegisterAccount } from './register-account.js';
import { RegisterGuest } from './register-guest.js';
import { RevokeApiKey } from './revoke-api-key.js';
import { RouteCheck } from './route-check.js';
import { SignIn } from './sign-in.js';
import { TokenVerifier } from './token-verifier.js';

const inside = [AccessTokens, AccountsStore, ApiKeysStore, ExportersStore, Passwords, RefreshTokensStore];
const useCases = [
  AccountSessions,
  CreateApiKey,
  CreateExporter,
  ExporterMembership,
  ListApiKeys,
  ReadAccount,
  ReadExporters,
  RegisterAccount,
  RegisterGuest,
  RevokeApiKey,
  RouteCheck,
  SignIn,
  TokenVerifier,
];

/** Who people are and what they may do. A process that imports this denies every route that does not say `@Allow`. */
@Module({
  imports: [DiscoveryModule],
  providers: [...inside, ...useCases, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: useCases,
})
export class AccountsModule {}
