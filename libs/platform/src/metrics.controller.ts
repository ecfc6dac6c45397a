import { Controller, Get, Header, Headers, Inject, Ip } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError, type Settings } from '#libs/contracts';
import { Metrics } from './metrics.js';
import { Public } from './public.decorator.js';
import { sameText } from './same-text.js';
import { SETTINGS } from './settings.js';

const loopback = /^(?:127\.|::1$|::ffff:127\.)/;

/** Prometheus text format, for the operator only. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Public()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(@Ip() address: string, @Headers('authorization') authorization = ''): Promise<string> {
    const token = this.settings.METRICS_TOKEN;
    const allowed = token === undefined ? loopback.test(address) : sameText(authorization, `Bearer ${token}`);
    if (!allowed) throw new DomainError('account.forbidden');
    return this.metrics.registry.metrics();
  }
}
