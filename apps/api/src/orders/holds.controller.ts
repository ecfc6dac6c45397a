import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  CancelHold as CancelHoldBody,
  Hold,
  Id,
  type Page,
  PageQuery,
  pageOf,
  WaitingPlace,
} from '#libs/contracts';
import { CancelHold, LeaveLine, ReadHolds, ReleaseHold } from '#libs/orders';
import { Answers } from '../answers.decorator.js';

@Controller('v1')
@Allow('signed-in')
export class HoldsController {
  constructor(
    private readonly holds: ReadHolds,
    private readonly releasing: ReleaseHold,
    private readonly leaving: LeaveLine,
    private readonly cancelling: CancelHold,
  ) {}

  /** Your open ones, newest first. */
  @Get('me/holds')
  @Answers(200, pageOf(Hold))
  mine(@Caller() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<Page<Hold>> {
    return this.holds.mine(actor, query);
  }

  /** Where you wait for units in any session. */
  @Get('me/waiting')
  @Answers(200, z.object({ items: z.array(WaitingPlace) }))
  async waiting(@Caller() actor: Actor): Promise<{ items: WaitingPlace[] }> {
    return { items: await this.holds.waiting(actor) };
  }

  /** You leave the line. What is held for you already stays. */
  @Delete('waiting/:place')
  @Answers(200, WaitingPlace)
  leave(@Caller() actor: Actor, @Param('place', { schema: Id }) place: string): Promise<WaitingPlace> {
    return this.leaving.leave(actor, place);
  }

  /** You pass: the units are free for others at once. */
  @Delete('holds/:hold')
  @Answers(200, Hold)
  release(@Caller() actor: Actor, @Param('hold', { schema: Id }) hold: string): Promise<Hold> {
    return this.releasing.release(actor, hold);
  }

  /** For the host, co-hosts, moderators and the exporter. The buyer reads the reason; whoever waits is next. */
  @Post('holds/:hold/cancel')
  @Allow('person', 'api-key')
  @Answers(200, Hold)
  cancel(
    @Caller() actor: Actor,
    @Param('hold', { schema: Id }) hold: string,
    @Body({ schema: CancelHoldBody }) { reason }: z.infer<typeof CancelHoldBody>,
  ): Promise<Hold> {
    return this.cancelling.cancel(actor, hold, reason);
  }
}
