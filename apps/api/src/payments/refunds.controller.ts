import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, Refund, RequestRefund } from '#libs/contracts';
import { Refunds } from '#libs/orders';
import { Answers } from '../answers.decorator.js';
import { RetryKey } from '../retry-key.decorator.js';

@Controller('v1/orders/:order/refunds')
export class RefundsController {
  constructor(private readonly refunds: Refunds) {}

  /**
   * For the exporter: all of the payment that is left, or a part of it. It is `pending` while the provider sends it.
   * The `Idempotency-Key` is the key of the refund: sent again, it is the same refund.
   */
  @Post()
  @Allow('person', 'api-key')
  @Answers(201, Refund)
  request(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
    @Body({ schema: RequestRefund }) body: RequestRefund,
    @RetryKey() key: string,
  ): Promise<Refund> {
    return this.refunds.request(actor, order, body, key);
  }

  /** For its buyer and its exporter, oldest first. */
  @Get()
  @Allow('signed-in', 'api-key')
  @Answers(200, z.object({ items: z.array(Refund) }))
  async list(@Caller() actor: Actor, @Param('order', { schema: Id }) order: string): Promise<{ items: Refund[] }> {
    return { items: await this.refunds.ofOrder(actor, order) };
  }

  /** For the exporter: cash or a transfer was handed back. What a provider sends is refused. */
  @Post(':refund/confirm')
  @Allow('person', 'api-key')
  @Answers(200, Refund)
  confirm(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
    @Param('refund', { schema: Id }) refund: string,
  ): Promise<Refund> {
    return this.refunds.confirm(actor, order, refund);
  }
}
