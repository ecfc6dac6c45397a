import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, ClaimWords, SessionShipping } from '#libs/contracts';
import { SellingRules } from '#libs/orders';
import { Answers } from '../answers.decorator.js';

/** How a session sells: for the host and co-hosts to say. */
@Controller('v1/sessions/:session')
export class SellingRulesController {
  constructor(private readonly rules: SellingRules) {}

  @Get('claim-words')
  @Allow('person')
  @Answers(200, ClaimWords)
  words(@Caller() actor: Actor, @Param('session') session: string): Promise<ClaimWords> {
    return this.rules.words(actor, session);
  }

  /** The whole list of the session's own words for "I buy it"; it holds for messages from now on. */
  @Put('claim-words')
  @Allow('person')
  @Answers(200, ClaimWords)
  putWords(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: ClaimWords }) body: ClaimWords,
  ): Promise<ClaimWords> {
    return this.rules.putWords(actor, session, body);
  }

  /** Whether a buyer has to say where to ship before paying. */
  @Get('shipping')
  @Allow('anyone')
  @Answers(200, SessionShipping)
  shipping(@Param('session') session: string): Promise<SessionShipping> {
    return this.rules.shipping(session);
  }

  /** It holds for payments that begin from now on. */
  @Put('shipping')
  @Allow('person')
  @Answers(200, SessionShipping)
  putShipping(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: SessionShipping }) body: SessionShipping,
  ): Promise<SessionShipping> {
    return this.rules.putShipping(actor, session, body);
  }
}
