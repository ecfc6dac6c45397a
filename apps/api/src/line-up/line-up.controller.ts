import { Body, Controller, Delete, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  LineUpCode,
  LineUpItem,
  OrderLineUp as OrderLineUpBody,
  type Page,
  pageOf,
  PinItem as PinItemBody,
  PutLineUpItem as PutLineUpItemBody,
  RenameLineUpItem as RenameLineUpItemBody,
} from '#libs/contracts';
import { LineUp, OrderLineUp, PinItem, PutLineUpItem, RemoveLineUpItem, RenameLineUpItem } from '#libs/listings';
import { Sessions } from '#libs/sessions';
import { Answers } from '../answers.decorator.js';

const Pinned = z.object({ pinned: LineUpItem.nullable() }).meta({ id: 'Pinned' });

@Controller('v1/sessions/:session')
export class LineUpController {
  constructor(
    private readonly sessions: Sessions,
    private readonly lineUp: LineUp,
    private readonly putting: PutLineUpItem,
    private readonly ordering: OrderLineUp,
    private readonly renaming: RenameLineUpItem,
    private readonly removal: RemoveLineUpItem,
    private readonly pinning: PinItem,
  ) {}

  /** What the session shows, in its order, all on one page. */
  @Get('line-up')
  @Allow('anyone')
  @Answers(200, pageOf(LineUpItem))
  async read(@Param('session') session: string): Promise<Page<LineUpItem>> {
    const { id } = await this.sessions.find(session);
    return { items: await this.lineUp.of(id), nextCursor: null };
  }

  /** Shows the items in this order, to everyone. */
  @Put('line-up')
  @Allow('person')
  @Answers(200, pageOf(LineUpItem))
  async order(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: OrderLineUpBody }) { codes }: z.infer<typeof OrderLineUpBody>,
  ): Promise<Page<LineUpItem>> {
    return { items: await this.ordering.order(actor, session, codes), nextCursor: null };
  }

  /** Gives an item another code, as long as no offer of it is open. */
  @Patch('line-up/:code')
  @Allow('person')
  @Answers(200, LineUpItem)
  rename(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('code', { schema: LineUpCode }) code: string,
    @Body({ schema: RenameLineUpItemBody }) body: z.infer<typeof RenameLineUpItemBody>,
  ): Promise<LineUpItem> {
    return this.renaming.rename(actor, session, code, body.code);
  }

  /** Gives a listing its code in this session, or another place in the order. */
  @Put('line-up/:code')
  @Allow('person')
  @Answers(200, LineUpItem)
  put(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('code', { schema: LineUpCode }) code: string,
    @Body({ schema: PutLineUpItemBody }) body: PutLineUpItemBody,
  ): Promise<LineUpItem> {
    return this.putting.put(actor, session, code, body);
  }

  @Delete('line-up/:code')
  @Allow('person')
  @Answers(204)
  remove(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('code', { schema: LineUpCode }) code: string,
  ): Promise<void> {
    return this.removal.remove(actor, session, code);
  }

  /** Shows one item to everyone; `null` takes it down. */
  @Post('pin')
  @Allow('person')
  @Answers(200, Pinned)
  async pin(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: PinItemBody }) { code }: z.infer<typeof PinItemBody>,
  ): Promise<z.infer<typeof Pinned>> {
    return { pinned: await this.pinning.pin(actor, session, code) };
  }
}
