import 'reflect-metadata';
import { DatabaseModule } from '#libs/database';
import { loadSettings, PlatformModule, serve } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { SessionLogModule } from '#libs/session-log';
import { ApiModule } from './api.module.js';
import { prepareApi } from './prepare-api.js';

const settings = loadSettings();
await serve(
  'api',
  settings,
  () => [PlatformModule.with(settings), DatabaseModule, SessionLogModule, QueueModule, ApiModule],
  prepareApi,
);
