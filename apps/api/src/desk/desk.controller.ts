import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, PulseQuery, SessionPulse, SessionSales } from '#libs/contracts';
import { ReadPulse, ReadSales } from '#libs/desk';
import { Answers } from '../answers.decorator.js';

/** For the host, co-hosts and moderators: how their session goes. */
@Controller('v1/sessions/:session')
@Allow('person')
export class DeskController {
  constructor(
    private readonly sales: ReadSales,
    private readonly pulse: ReadPulse,
  ) {}

  /** Orders, money by currency and units by variant so far. */
  @Get('sales')
  @Answers(200, SessionSales)
  readSales(@Caller() actor: Actor, @Param('session') session: string): Promise<SessionSales> {
    return this.sales.of(actor, session);
  }

  /** Viewers, claims, orders and the lag of captions of the last minutes. */
  @Get('pulse')
  @Answers(200, SessionPulse)
  readPulse(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Query({ schema: PulseQuery }) { minutes }: z.output<typeof PulseQuery>,
  ): Promise<SessionPulse> {
    return this.pulse.of(actor, session, minutes);
  }
}
