import 'reflect-metadata';
import { ApiModule, prepareApi } from '../../api/src/index.js';
import { DatabaseModule } from '#libs/database';
import { loadSettings, PlatformModule, publicUrl, serve } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { SessionLogModule } from '#libs/session-log';
import { DemoModule, DemoShow, demoTranslationMemory, SeedDemo } from '../../demo/src/index.js';
import { prepareRealtime, RealtimeModule } from '../../realtime/src/index.js';
import { WorkerModule } from '../../worker/src/worker.module.js';
import { greeting } from './greeting.js';

// a person reads this console: only what goes wrong is written beside the greeting
const settings = loadSettings({ DEMO: 'on', TRANSLATION_MEMORY_FILES: demoTranslationMemory, LOG_LEVEL: 'warn' });

const app = await serve(
  'standalone',
  settings,
  () => [
    PlatformModule.with(settings),
    DatabaseModule,
    SessionLogModule,
    QueueModule,
    ApiModule,
    RealtimeModule,
    WorkerModule,
    DemoModule,
  ],
  async (app) => {
    prepareRealtime(app, settings);
    prepareApi(app);
    await app.init();
    if (settings.DEMO) await app.get(SeedDemo).seed();
  },
);
process.stdout.write(await greeting(settings, publicUrl(settings)));
if (settings.DEMO) await app.get(DemoShow).open();
