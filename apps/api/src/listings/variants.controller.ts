import { Body, Controller, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  CurrencyCode,
  Id,
  Money,
  SetPrice as SetPriceBody,
  SetStock as SetStockBody,
  Stock,
} from '#libs/contracts';
import { SetPrice, SetStock } from '#libs/listings';
import { Answers } from '../answers.decorator.js';

@Controller('v1/variants/:variant')
@Allow('person', 'api-key')
export class VariantsController {
  constructor(
    private readonly prices: SetPrice,
    private readonly stocks: SetStock,
  ) {}

  /** From the next claim on; what is held keeps its price. */
  @Put('prices/:currency')
  @Answers(200, Money)
  setPrice(
    @Caller() actor: Actor,
    @Param('variant', { schema: Id }) variant: string,
    @Param('currency', { schema: CurrencyCode }) currency: string,
    @Body({ schema: SetPriceBody }) { amount }: z.infer<typeof SetPriceBody>,
  ): Promise<Money> {
    return this.prices.set(actor, variant, { amount, currency });
  }

  /** All units there are, those held and sold included; never fewer than are held and sold. */
  @Put('stock')
  @Answers(200, Stock)
  setStock(
    @Caller() actor: Actor,
    @Param('variant', { schema: Id }) variant: string,
    @Body({ schema: SetStockBody }) { onHand }: z.infer<typeof SetStockBody>,
  ): Promise<Stock> {
    return this.stocks.set(actor, variant, onHand);
  }
}
