import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  Id,
  OfferClaim,
  OfferHold,
  OfferHoldsQuery,
  OfferPlace,
  type Page,
  PageQuery,
  pageOf,
} from '#libs/contracts';
import { WatchOffer } from '#libs/orders';
import { Answers } from '../answers.decorator.js';

/** For the host, co-hosts and moderators: who takes part in an offer, by the name that the chat shows. */
@Controller('v1/offers/:offer')
@Allow('person')
export class OfferWatchController {
  constructor(private readonly watching: WatchOffer) {}

  /** The first that was given comes first. */
  @Get('holds')
  @Answers(200, pageOf(OfferHold))
  holds(
    @Caller() actor: Actor,
    @Param('offer', { schema: Id }) offer: string,
    @Query({ schema: OfferHoldsQuery }) query: OfferHoldsQuery,
  ): Promise<Page<OfferHold>> {
    return this.watching.holds(actor, offer, query);
  }

  /** The next to be served comes first. */
  @Get('waiting')
  @Answers(200, pageOf(OfferPlace))
  waiting(
    @Caller() actor: Actor,
    @Param('offer', { schema: Id }) offer: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<OfferPlace>> {
    return this.watching.waiting(actor, offer, query);
  }

  /** Newest first, with what came of each. */
  @Get('claims')
  @Answers(200, pageOf(OfferClaim))
  claims(
    @Caller() actor: Actor,
    @Param('offer', { schema: Id }) offer: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<OfferClaim>> {
    return this.watching.claims(actor, offer, query);
  }
}
