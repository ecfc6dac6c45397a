import { Body, Controller, Param, Post, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, AskOfOrder, Id } from '#libs/contracts';
import { type PageReply, pageOf, seeOther } from './lite-pages.js';
import { LiteProblemFilter } from './lite-problem.filter.js';
import { LiteWayOut } from './lite-way-out.js';
import { OwnForms } from './own-forms.guard.js';

/** Cancelling an order and sending it back, from the page that works without JavaScript. */
@ApiExcludeController()
@Controller('s/:session/lite/orders/:order/requests')
@UseGuards(OwnForms)
@UseFilters(LiteProblemFilter)
export class LiteWayOutController {
  constructor(private readonly wayOut: LiteWayOut) {}

  @Post()
  @Allow('signed-in')
  async ask(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('order', { schema: Id }) order: string,
    @Body({ schema: AskOfOrder }) asked: AskOfOrder,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    await this.wayOut.ask(actor, order, asked);
    return seeOther(reply, `${pageOf(session)}/orders/${order}`);
  }
}
