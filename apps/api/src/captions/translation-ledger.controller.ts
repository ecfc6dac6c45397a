import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, TranslationLedger } from '#libs/contracts';
import { ReadTranslationLedger } from '#libs/translation';
import { Answers } from '../answers.decorator.js';

@Controller('v1/sessions/:session/translation-ledger')
export class TranslationLedgerController {
  constructor(private readonly ledger: ReadTranslationLedger) {}

  /** For the host, co-hosts and moderators: how each language was served so far, and what that took. */
  @Get()
  @Allow('person')
  @Answers(200, TranslationLedger)
  read(@Caller() actor: Actor, @Param('session') session: string): Promise<TranslationLedger> {
    return this.ledger.read(actor, session);
  }
}
