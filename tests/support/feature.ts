import type { INestApplicationContext, ModuleMetadata } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RegisterGuest } from '#libs/accounts';
import type { Settings, SignedInActor } from '#libs/contracts';
import { DatabaseModule } from '#libs/database';
import { loadSettings, PlatformModule } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { SessionLogModule } from '#libs/session-log';

@Module({})
class FeatureModule {}

/** Settings of a house in one process, without a log line. */
export const quietSettings = (settings: Record<string, string> = {}): Settings =>
  loadSettings(
    {},
    { TOKEN_SIGNING_KEY: 'A'.repeat(43), LOG_LEVEL: 'silent', DATABASE_URL: databaseUrl(), ...settings },
  );

/** Features as a process composes them, on the real PostgreSQL: ask it for use cases, and close it at the end. */
export function openFeatures(
  modules: NonNullable<ModuleMetadata['imports']>,
  settings: Settings = quietSettings(),
): Promise<INestApplicationContext> {
  const root = {
    module: FeatureModule,
    imports: [PlatformModule.with(settings), DatabaseModule, SessionLogModule, QueueModule, ...modules],
  };
  return NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
}

/** Somebody with an account, for use cases. The features must include AccountsModule. */
export async function anActor(features: INestApplicationContext, displayName = 'Amina'): Promise<SignedInActor> {
  const { account } = await features
    .get(RegisterGuest, { strict: false })
    .register({ displayName, lang: 'en', simulated: false });
  return { kind: account.kind, accountId: account.id, displayName, simulated: false };
}

function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (url === undefined) throw new Error('DATABASE_URL must name a PostgreSQL database: run the tests by `npm test`.');
  return url;
}
