import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError } from '#libs/contracts';
import { Health } from './health.js';
import { Public } from './public.decorator.js';

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process runs: restart it when this does not answer. */
  @Get('live')
  @Public()
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can serve: send it no traffic when this says otherwise. */
  @Get('ready')
  @Public()
  async ready(): Promise<{ status: 'ok' }> {
    const failing = await this.health.failing();
    if (failing.length > 0) throw new DomainError('server.unavailable', `Not reachable: ${failing.join(', ')}`);
    return { status: 'ok' };
  }
}
