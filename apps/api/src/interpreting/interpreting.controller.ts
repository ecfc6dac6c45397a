import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, InterpretersDesk, InterpretText, LanguageTag } from '#libs/contracts';
import { AnswerText, ReadDesk } from '#libs/translation';
import { Answers } from '../answers.decorator.js';

/** For the session's interpreters and its host, while it is live. */
@Controller('v1/sessions/:session/interpreting/:lang')
@Allow('person')
export class InterpretingController {
  constructor(
    private readonly desk: ReadDesk,
    private readonly answers: AnswerText,
  ) {}

  /** What waits to be interpreted into a language. Who reads this again and again is at work, and outranks machines. */
  @Get()
  @Answers(200, InterpretersDesk)
  read(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('lang', { schema: LanguageTag }) lang: string,
  ): Promise<InterpretersDesk> {
    return this.desk.read(actor, session, lang);
  }

  /** The interpreter's words for one text; `null` leaves it to the machines. */
  @Post(':text')
  @Answers(204)
  answer(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('lang', { schema: LanguageTag }) lang: string,
    @Param('text', { schema: Id }) text: string,
    @Body({ schema: InterpretText }) body: InterpretText,
  ): Promise<void> {
    return this.answers.answer(actor, session, lang, text, body.text);
  }
}
