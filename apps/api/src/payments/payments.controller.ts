import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, Payment, PaymentMethod, SandboxDecision } from '#libs/contracts';
import { ConfirmPayment, ReadOrderPayments } from '#libs/orders';
import { DecideSandboxPayment, PaymentProviders, ReadPayments } from '#libs/payments';
import { Answers } from '../answers.decorator.js';

@Controller('v1')
export class PaymentsController {
  constructor(
    private readonly providers: PaymentProviders,
    private readonly payments: ReadPayments,
    private readonly ofOrders: ReadOrderPayments,
    private readonly confirming: ConfirmPayment,
    private readonly till: DecideSandboxPayment,
  ) {}

  /** The ways to pay that this house offers, the usual one first. */
  @Get('payment-methods')
  @Allow('anyone')
  @Answers(200, z.object({ items: z.array(PaymentMethod) }))
  methods(): { items: PaymentMethod[] } {
    return { items: this.providers.methods() };
  }

  /** The attempts to pay an order, for its buyer and its exporter, first attempt first. */
  @Get('orders/:order/payments')
  @Allow('signed-in', 'api-key')
  @Answers(200, z.object({ items: z.array(Payment) }))
  async list(@Caller() actor: Actor, @Param('order', { schema: Id }) order: string): Promise<{ items: Payment[] }> {
    return { items: await this.ofOrders.ofOrder(actor, order) };
  }

  /** For its buyer. */
  @Get('payments/:payment')
  @Allow('signed-in')
  @Answers(200, Payment)
  read(@Caller() actor: Actor, @Param('payment', { schema: Id }) payment: string): Promise<Payment> {
    return this.payments.get(actor, payment);
  }

  /** For the exporter: a transfer has arrived, or cash was handed over. What a provider tells itself is refused. */
  @Post('payments/:payment/confirm')
  @Allow('person', 'api-key')
  @Answers(200, Payment)
  confirm(@Caller() actor: Actor, @Param('payment', { schema: Id }) payment: string): Promise<Payment> {
    return this.confirming.confirm(actor, payment);
  }

  /** How a payment in the sandbox ends; for its buyer. The order hears of it by the provider's webhook, a moment later. */
  @Post('sandbox/payments/:payment')
  @Allow('signed-in')
  @Answers(202)
  decide(
    @Caller() actor: Actor,
    @Param('payment', { schema: Id }) payment: string,
    @Body({ schema: SandboxDecision }) decision: SandboxDecision,
  ): Promise<void> {
    return this.till.decide(actor, payment, decision);
  }
}
