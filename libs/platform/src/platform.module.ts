import { type DynamicModule, Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Settings } from '#libs/contracts';
import { Health } from './health.js';
import { HealthController } from './health.controller.js';
import { loggingOf } from './logging.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { SETTINGS } from './settings.js';

/** What every process has: settings, logs, health and metrics. */
@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: PlatformModule,
      imports: [LoggerModule.forRoot(loggingOf(settings.LOG_LEVEL))],
      controllers: [HealthController, MetricsController],
      providers: [{ provide: SETTINGS, useValue: settings }, Health, Metrics],
      exports: [SETTINGS, Health, Metrics],
    };
  }
}
