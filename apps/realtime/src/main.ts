import 'reflect-metadata';
import { DatabaseModule } from '#libs/database';
import { loadSettings, PlatformModule, serve } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { SessionLogModule } from '#libs/session-log';
import { prepareRealtime } from './prepare-realtime.js';
import { RealtimeModule } from './realtime.module.js';

const settings = loadSettings();
await serve(
  'realtime',
  settings,
  () => [PlatformModule.with(settings), DatabaseModule, SessionLogModule, QueueModule, RealtimeModule],
  (app) => prepareRealtime(app, settings),
);
