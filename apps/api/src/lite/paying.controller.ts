import { Body, Controller, Get, Param, Post, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, SandboxDecision } from '#libs/contracts';
import { LiteCheckout, OrderForm } from './lite-checkout.js';
import { AnswersPage, LitePages, type PageReply, pageOf, seeOther } from './lite-pages.js';
import { LiteProblemFilter } from './lite-problem.filter.js';
import { OwnForms } from './own-forms.guard.js';
import { orderPage } from './pages/order-page.js';
import { paymentPage } from './pages/payment-page.js';
import { Wanted } from './wanted-languages.js';

const Decision = SandboxDecision.pick({ decision: true });

/** Paying, from the page that works without JavaScript. */
@ApiExcludeController()
@Controller('s/:session/lite')
@Allow('signed-in')
@UseGuards(OwnForms)
@UseFilters(LiteProblemFilter)
export class LitePayingController {
  constructor(
    private readonly checkout: LiteCheckout,
    private readonly pages: LitePages,
  ) {}

  @Get('orders/:order')
  @AnswersPage()
  async order(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('order', { schema: Id }) order: string,
    @Wanted() wanted: string[],
  ): Promise<string> {
    const [due, words] = await Promise.all([this.checkout.due(actor, order), this.checkout.wordsIn(session, wanted)]);
    return this.pages.render(orderPage(pageOf(session), words, due));
  }

  /** The address and the way to pay in one form: what is wrong with the address stands beside it. */
  @Post('orders/:order/payments')
  @AnswersPage()
  async pay(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('order', { schema: Id }) order: string,
    @Body({ schema: OrderForm }) form: OrderForm,
    @Wanted() wanted: string[],
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    const begun = await this.checkout.begin(actor, order, form);
    if ('payment' in begun) return seeOther(reply, `${pageOf(session)}/payments/${begun.payment.id}`);
    reply.status(422);
    return this.pages.render(orderPage(pageOf(session), await this.checkout.wordsIn(session, wanted), begun.due));
  }

  @Get('payments/:payment')
  @AnswersPage()
  async payment(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('payment', { schema: Id }) payment: string,
    @Wanted() wanted: string[],
  ): Promise<string> {
    const [state, words] = await Promise.all([
      this.checkout.state(actor, payment),
      this.checkout.wordsIn(session, wanted),
    ]);
    return this.pages.render(paymentPage(pageOf(session), words, state, this.checkout.ourOrigin));
  }

  /** How a payment in the sandbox ends. */
  @Post('payments/:payment/decision')
  async decide(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('payment', { schema: Id }) payment: string,
    @Body({ schema: Decision }) { decision }: Pick<SandboxDecision, 'decision'>,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    await this.checkout.decide(actor, payment, decision);
    return seeOther(reply, `${pageOf(session)}/payments/${payment}`);
  }
}
