import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, DeclareShortfall as DeclareShortfallBody, Id, Shortfall } from '#libs/contracts';
import { DeclareShortfall } from '#libs/orders';
import { Answers } from '../answers.decorator.js';

@Controller('v1/variants/:variant/shortfalls')
@Allow('person', 'api-key')
export class ShortfallsController {
  constructor(private readonly shortfalls: DeclareShortfall) {}

  /** Latest first. */
  @Get()
  @Answers(200, z.object({ items: z.array(Shortfall) }))
  async list(
    @Caller() actor: Actor,
    @Param('variant', { schema: Id }) variant: string,
  ): Promise<{ items: Shortfall[] }> {
    return { items: await this.shortfalls.ofVariant(actor, variant) };
  }

  /** There are fewer units than are held and sold: nothing more is given out, and the latest orders are named. */
  @Post()
  @Answers(201, Shortfall)
  declare(
    @Caller() actor: Actor,
    @Param('variant', { schema: Id }) variant: string,
    @Body({ schema: DeclareShortfallBody }) body: DeclareShortfallBody,
  ): Promise<Shortfall> {
    return this.shortfalls.declare(actor, variant, body);
  }
}
