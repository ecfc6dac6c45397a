import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Rehearsal, RehearseScript as RehearseScriptBody } from '#libs/contracts';
import { RehearseScript } from '#libs/translation';
import { Answers } from '../answers.decorator.js';

@Controller('v1/sessions/:session')
export class RehearsalController {
  constructor(private readonly rehearsal: RehearseScript) {}

  /**
   * For the host and co-hosts: which words of the glossary and which numbers a script has, and what the engines make of
   * it in one language. Nothing is published.
   */
  @Post('rehearsal')
  @Allow('person')
  @Answers(200, Rehearsal)
  rehearse(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: RehearseScriptBody }) body: RehearseScriptBody,
  ): Promise<Rehearsal> {
    return this.rehearsal.rehearse(actor, session, body);
  }
}
