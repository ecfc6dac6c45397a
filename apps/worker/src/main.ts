import 'reflect-metadata';
import { DatabaseModule } from '#libs/database';
import { loadSettings, PlatformModule, serve } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { SessionLogModule } from '#libs/session-log';
import { WorkerModule } from './worker.module.js';

// the port serves health and metrics only
await serve('worker', loadSettings(), (settings) => [
  PlatformModule.with(settings),
  DatabaseModule,
  SessionLogModule,
  QueueModule,
  WorkerModule,
]);
