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

  /**
   * The process can serve: send it no traffic when this says otherwise. `degraded` is served as well: buying goes on
   * without Redis, and no other process of the house would do better.
   */
  @Get('ready')
  @Public()
  async ready(): Promise<{ status: 'ok' } | { status: 'degraded'; away: string[] }> {
    const { required, helpful } = await this.health.away();
    if (required.length > 0) throw new DomainError('server.unavailable', `Not reachable: ${required.join(', ')}`);
    return helpful.length > 0 ? { status: 'degraded', away: helpful } : { status: 'ok' };
  }
}
