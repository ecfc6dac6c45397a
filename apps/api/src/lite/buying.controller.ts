import { Body, Controller, Ip, Param, Post, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, PlaceClaim as PlaceClaimBody } from '#libs/contracts';
import { LeaveLine, PlaceClaim, ReleaseHold } from '#libs/orders';
import { Sessions } from '#libs/sessions';
import { ClaimNotes } from './claim-notes.js';
import { LiteCookies } from './lite-cookies.js';
import { type PageReply, pageOf, seeOther } from './lite-pages.js';
import { LiteProblemFilter } from './lite-problem.filter.js';
import { OwnForms } from './own-forms.guard.js';
import { Wanted } from './wanted-languages.js';

/** In a form every number is written. */
const Claim = PlaceClaimBody.extend({ qty: z.coerce.number().pipe(z.int().min(1).max(1000)).default(1) });

/** Claiming, and giving back, from the page that works without JavaScript. */
@ApiExcludeController()
@Controller('s/:session/lite')
@Allow('signed-in')
@UseGuards(OwnForms)
@UseFilters(LiteProblemFilter)
export class LiteBuyingController {
  constructor(
    private readonly sessions: Sessions,
    private readonly claims: PlaceClaim,
    private readonly releasing: ReleaseHold,
    private readonly leaving: LeaveLine,
    private readonly notes: ClaimNotes,
    private readonly cookies: LiteCookies,
  ) {}

  @Post('claims')
  async claim(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: Claim }) claim: z.infer<typeof Claim>,
    @Wanted() wanted: string[],
    @Ip() address: string,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    const { id } = await this.sessions.find(session);
    const outcome = await this.claims.place(actor, id, claim, { address });
    this.cookies.keepNote(reply, await this.notes.of(session, outcome, wanted));
    return seeOther(reply, pageOf(session));
  }

  @Post('holds/:hold/release')
  async release(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('hold', { schema: Id }) hold: string,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    await this.releasing.release(actor, hold);
    return seeOther(reply, pageOf(session));
  }

  @Post('waiting/:place/leave')
  async leave(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('place', { schema: Id }) place: string,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    await this.leaving.leave(actor, place);
    return seeOther(reply, pageOf(session));
  }
}
