import { Module } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DatabaseModule } from '#libs/database';
import { createHttpApp, loadSettings, PlatformModule } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { SessionLogModule } from '#libs/session-log';
import { ApiModule } from '../api.module.js';
import { describeApi } from './document.js';

@Module({})
class RootModule {}

/** The description of the API without starting it: the application is composed, and asks nothing of any server. */
export async function createApiDescription(): Promise<OpenAPIObject> {
  const settings = loadSettings(
    {},
    { DATABASE_URL: 'postgresql://localhost/none', TOKEN_SIGNING_KEY: 'A'.repeat(43), LOG_LEVEL: 'silent' },
  );
  const imports = [PlatformModule.with(settings), DatabaseModule, SessionLogModule, QueueModule, ApiModule];
  const app = await createHttpApp({ module: RootModule, imports }, settings);
  const description = describeApi(app);
  await app.close();
  return description;
}
