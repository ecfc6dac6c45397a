import { Body, Controller, Get, Post } from '@nestjs/common';
import {
  Allow,
  Caller,
  LimitByAddress,
  ReadAccount,
  ReadExporters,
  RegisterAccount,
  RegisterGuest,
  signedIn,
} from '#libs/accounts';
import {
  Account,
  type Actor,
  Exporter,
  type Page,
  pageOf,
  RegisterAccount as RegisterAccountBody,
  RegisterGuest as RegisterGuestBody,
  Tokens,
} from '#libs/contracts';
import { Public } from '#libs/platform';
import { Answers } from '../answers.decorator.js';

@Controller('v1')
export class AccountsController {
  constructor(
    private readonly people: RegisterAccount,
    private readonly guests: RegisterGuest,
    private readonly accounts: ReadAccount,
    private readonly exporters: ReadExporters,
  ) {}

  @Post('accounts')
  @Public()
  @LimitByAddress({ points: 120, seconds: 60 })
  @Answers(201, Tokens)
  register(@Body({ schema: RegisterAccountBody }) body: RegisterAccountBody): Promise<Tokens> {
    return this.people.register(body);
  }

  /** A viewer who wants to chat and buy without a password. */
  @Post('guests')
  @Public()
  @LimitByAddress({ points: 1200, seconds: 60 })
  @Answers(201, Tokens)
  registerGuest(@Body({ schema: RegisterGuestBody }) body: RegisterGuestBody): Promise<Tokens> {
    return this.guests.register(body);
  }

  @Get('me')
  @Allow('signed-in')
  @Answers(200, Account)
  me(@Caller() actor: Actor): Promise<Account> {
    return this.accounts.byId(signedIn(actor).accountId);
  }

  /** The exporters you are a member of, by name, all on one page. */
  @Get('me/exporters')
  @Allow('signed-in')
  @Answers(200, pageOf(Exporter))
  async myExporters(@Caller() actor: Actor): Promise<Page<Exporter>> {
    return { items: await this.exporters.mine(signedIn(actor)), nextCursor: null };
  }
}
