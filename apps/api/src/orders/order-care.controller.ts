import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  CancelOrder as CancelOrderBody,
  Id,
  MarkShipped,
  Order,
  OrderShipping as OrderShippingAnswer,
  Shipping,
} from '#libs/contracts';
import { CancelOrder, MarkShipment, OrderShipping } from '#libs/orders';
import { Answers } from '../answers.decorator.js';

const MaybeCancelOrder = CancelOrderBody.prefault({});
const MaybeMarkShipped = MarkShipped.prefault({});

/** An order from the basket to the doorstep. */
@Controller('v1/orders/:order')
export class OrderCareController {
  constructor(
    private readonly shipping: OrderShipping,
    private readonly cancelling: CancelOrder,
    private readonly shipment: MarkShipment,
  ) {}

  /** For its buyer and its exporter, and nobody else. */
  @Get('shipping')
  @Allow('signed-in', 'api-key')
  @Answers(200, OrderShippingAnswer)
  async readShipping(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
  ): Promise<OrderShippingAnswer> {
    return { shipping: await this.shipping.get(actor, order) };
  }

  /** You say where it goes, until you pay. The last word counts. */
  @Put('shipping')
  @Allow('signed-in')
  @Answers(204)
  putShipping(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
    @Body({ schema: Shipping }) body: Shipping,
  ): Promise<void> {
    return this.shipping.put(actor, order, body);
  }

  /** You cancel, freely until the money is taken. Everything held for it goes back; a payment under way is closed. */
  @Post('cancel')
  @Allow('signed-in')
  @Answers(200, Order)
  cancel(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
    @Body({ schema: MaybeCancelOrder }) { reason }: z.output<typeof MaybeCancelOrder>,
  ): Promise<Order> {
    return this.cancelling.cancel(actor, order, reason);
  }

  /** For the exporter: it is on its way. Said again with another tracking, that one stands. */
  @Post('shipped')
  @Allow('person', 'api-key')
  @Answers(200, Order)
  shipped(
    @Caller() actor: Actor,
    @Param('order', { schema: Id }) order: string,
    @Body({ schema: MaybeMarkShipped }) { tracking }: z.output<typeof MaybeMarkShipped>,
  ): Promise<Order> {
    return this.shipment.mark(actor, order, 'shipped', tracking);
  }

  /** For the exporter: it arrived. The buyer's time to withdraw runs from here. */
  @Post('delivered')
  @Allow('person', 'api-key')
  @Answers(200, Order)
  delivered(@Caller() actor: Actor, @Param('order', { schema: Id }) order: string): Promise<Order> {
    return this.shipment.mark(actor, order, 'delivered');
  }
}
