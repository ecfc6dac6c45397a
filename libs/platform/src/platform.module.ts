import { type DynamicModule, Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Settings } from '#libs/contracts';
import { Health } from './health.js';
import { HealthController } from './health.controller.js';
import { loggingOf } from './logging.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { RateLimits } from './rate-limits.js';
import { SETTINGS } from './settings.js';
import { ProcessBoard } from './vitals/process-board.js';
import { Vitals } from './vitals/vitals.js';

/** What every process has: settings, logs, health, metrics and limits. */
@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: PlatformModule,
      imports: [LoggerModule.forRoot(loggingOf(settings.LOG_LEVEL))],
      controllers: [HealthController, MetricsController],
      providers: [{ provide: SETTINGS, useValue: settings }, Health, Metrics, ProcessBoard, RateLimits, Vitals],
      exports: [SETTINGS, Health, Metrics, ProcessBoard, RateLimits, Vitals],
    };
  }
}
