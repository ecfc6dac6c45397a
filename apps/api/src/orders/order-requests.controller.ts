import { Body, Controller, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, AskOfOrder as AskOfOrderBody, Id, OrderRequest, RefuseRequest } from '#libs/contracts';
import { AnswerRequest, AskOfOrder } from '#libs/orders';
import { Answers } from '../answers.decorator.js';

/** What a buyer asks for once an order is paid. The order itself lists its requests. */
@Controller('v1/orders/:order/requests')
export class OrderRequestsController {
  constructor(
    private readonly asking: AskOfOrder,
    private readonly answering: AnswerRequest,
  ) {}

  /** You want out of an order that is paid. Nobody's answer within 48 hours is a yes. */
  @Post()
  @Allow('signed-in')
  @Answers(201, OrderRequest)
  ask(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
    @Body({ schema: AskOfOrderBody }) body: AskOfOrderBody,
  ): Promise<OrderRequest> {
    return this.asking.ask(actor, order, body);
  }

  /** For the exporter. The money goes back; what was not shipped is for sale again. */
  @Post(':request/accept')
  @Allow('person', 'api-key')
  @Answers(200, OrderRequest)
  accept(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
    @Param('request', { schema: Id }) request: string,
  ): Promise<OrderRequest> {
    return this.answering.accept(actor, order, request);
  }

  /** For the exporter. The buyer reads the reason. */
  @Post(':request/refuse')
  @Allow('person', 'api-key')
  @Answers(200, OrderRequest)
  refuse(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
    @Param('request', { schema: Id }) request: string,
    @Body({ schema: RefuseRequest }) { reason }: z.infer<typeof RefuseRequest>,
  ): Promise<OrderRequest> {
    return this.answering.refuse(actor, order, request, reason);
  }
}
