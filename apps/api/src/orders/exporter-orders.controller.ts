import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  AwaitedGoods,
  ExporterOrdersQuery,
  HeldGoods,
  Id,
  Order,
  OrderSummary,
  type Page,
  PageQuery,
  pageOf,
} from '#libs/contracts';
import { ReadClaimedGoods, ReadOrders } from '#libs/orders';
import { Answers } from '../answers.decorator.js';

/** What becomes of an exporter's goods, for its members. */
@Controller('v1/exporters/:exporter')
@Allow('person', 'api-key')
export class ExporterOrdersController {
  constructor(
    private readonly orders: ReadOrders,
    private readonly goods: ReadClaimedGoods,
  ) {}

  /** Newest first: all, those at one stage, those that a search finds. */
  @Get('orders')
  @Answers(200, pageOf(Order))
  list(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Query({ schema: ExporterOrdersQuery }) query: ExporterOrdersQuery,
  ): Promise<Page<Order>> {
    return this.orders.ofExporter(actor, exporter, query);
  }

  /** How many orders are at each stage, and what the paid ones come to. */
  @Get('orders/summary')
  @Answers(200, OrderSummary)
  summary(@Caller() actor: Actor, @Param('exporter', { schema: Id }) exporter: string): Promise<OrderSummary> {
    return this.orders.summary(actor, exporter);
  }

  /** What buyers hold and have not paid, newest first. */
  @Get('holds')
  @Answers(200, pageOf(HeldGoods))
  held(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<HeldGoods>> {
    return this.goods.held(actor, exporter, query);
  }

  /** What buyers wait for in the lines, the longest wait first. */
  @Get('waiting')
  @Answers(200, pageOf(AwaitedGoods))
  awaited(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<AwaitedGoods>> {
    return this.goods.awaited(actor, exporter, query);
  }
}
