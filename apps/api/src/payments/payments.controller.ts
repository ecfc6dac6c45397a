import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, Payment, SandboxDecision } from '#libs/contracts';
import { DecideSandboxPayment, ReadPayments } from '#libs/payments';
import { Answers } from '../answers.decorator.js';

@Controller('v1')
@Allow('signed-in')
export class PaymentsController {
  constructor(
    private readonly payments: ReadPayments,
    private readonly till: DecideSandboxPayment,
  ) {}

  /** For its buyer. */
  @Get('payments/:payment')
  @Answers(200, Payment)
  read(@Caller() actor: Actor, @Param('payment', { schema: Id }) payment: string): Promise<Payment> {
    return this.payments.get(actor, payment);
  }

  /** How a payment in the sandbox ends; for its buyer. The order hears of it by the provider's webhook, a moment later. */
  @Post('sandbox/payments/:payment')
  @Answers(202)
  decide(
    @Caller() actor: Actor,
    @Param('payment', { schema: Id }) payment: string,
    @Body({ schema: SandboxDecision }) { decision }: z.infer<typeof SandboxDecision>,
  ): Promise<void> {
    return this.till.decide(actor, payment, decision);
  }
}
