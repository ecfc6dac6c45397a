import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  Id,
  LedgerEntry,
  Order,
  type Page,
  PageQuery,
  pageOf,
  Payment,
  StartPayment as StartPaymentBody,
} from '#libs/contracts';
import { ReadOrders, StartPayment } from '#libs/orders';
import { Answers } from '../answers.decorator.js';

@Controller('v1')
export class OrdersController {
  constructor(
    private readonly orders: ReadOrders,
    private readonly paying: StartPayment,
  ) {}

  /** Newest first. */
  @Get('me/orders')
  @Allow('signed-in')
  @Answers(200, pageOf(Order))
  mine(@Caller() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<Page<Order>> {
    return this.orders.mine(actor, query);
  }

  /** For its buyer and its exporter. */
  @Get('orders/:order')
  @Allow('signed-in', 'api-key')
  @Answers(200, Order)
  read(@Caller() actor: Actor, @Param('order', { schema: Id }) order: string): Promise<Order> {
    return this.orders.get(actor, order);
  }

  /** For the exporter: how money moved for this order, oldest first. The entries of a transfer sum to zero. */
  @Get('orders/:order/ledger')
  @Allow('person', 'api-key')
  @Answers(200, z.object({ items: z.array(LedgerEntry) }))
  async ledger(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
  ): Promise<{ items: LedgerEntry[] }> {
    return { items: await this.orders.ledger(actor, order) };
  }

  /**
   * While a payment is under way, asking again gives that one, unless its buyer names another provider: then it is closed.
   * It is `unknown` when the provider did not answer in time; what became of it is found out within minutes.
   */
  @Post('orders/:order/payments')
  @Allow('signed-in')
  @Answers(201, Payment)
  pay(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
    @Body({ schema: StartPaymentBody.nullish() }) body: StartPaymentBody | null | undefined,
  ): Promise<Payment> {
    return this.paying.start(actor, order, body ?? {});
  }
}
