import { Body, Controller, Get, Ip, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  ClaimOffer as ClaimOfferBody,
  ClaimOutcome,
  ClaimProof,
  ClaimProofQuery,
  Id,
  Offer,
  OpenOffer as OpenOfferBody,
} from '#libs/contracts';
import { CloseOffer, OpenOffer, PlaceClaim, ProveClaims, ReadOffers } from '#libs/orders';
import { Answers } from '../answers.decorator.js';
import { RetryKey } from '../retry-key.decorator.js';

@Controller('v1')
export class OffersController {
  constructor(
    private readonly offers: ReadOffers,
    private readonly opening: OpenOffer,
    private readonly closing: CloseOffer,
    private readonly claims: PlaceClaim,
    private readonly proof: ProveClaims,
  ) {}

  /** The open ones, by the session's id or slug. */
  @Get('sessions/:session/offers')
  @Allow('anyone')
  @Answers(200, z.object({ items: z.array(Offer) }))
  async list(@Param('session') session: string): Promise<{ items: Offer[] }> {
    return { items: await this.offers.openInSession(session) };
  }

  /** For the host, co-hosts and moderators. An item has one open offer; asking again gives that one. */
  @Post('sessions/:session/offers')
  @Allow('person')
  @Answers(201, Offer)
  open(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: OpenOfferBody }) body: OpenOfferBody,
  ): Promise<Offer> {
    return this.opening.open(actor, session, body);
  }

  /** What is held stays held. */
  @Post('offers/:offer/close')
  @Allow('person')
  @Answers(200, Offer)
  close(@Caller() actor: Actor, @Param('offer', { schema: Id }) offer: string): Promise<Offer> {
    return this.closing.close(actor, offer);
  }

  /**
   * The offer's part of the session's claim log, chained by hashes, with everything that a draw was made of: enough to
   * recompute who came first or who was drawn. Buyers stand under an alias; `npm run claims:verify` checks it.
   */
  @Get('offers/:offer/claims/proof')
  @Allow('anyone')
  @Answers(200, ClaimProof)
  prove(
    @Caller() actor: Actor,
    @Param('offer', { schema: Id }) offer: string,
    @Query({ schema: ClaimProofQuery }) query: z.output<typeof ClaimProofQuery>,
  ): Promise<ClaimProof> {
    return this.proof.of(actor, offer, query);
  }

  /**
   * The same command as a claim in the chat: whatever comes of it is an outcome, not an error. The `Idempotency-Key` is
   * the key of the claim: sent again, it is the same claim.
   */
  @Post('offers/:offer/claims')
  @Allow('signed-in')
  @Answers(200, ClaimOutcome)
  claim(
    @Caller() actor: Actor,
    @Param('offer', { schema: Id }) offer: string,
    @Body({ schema: ClaimOfferBody }) body: z.infer<typeof ClaimOfferBody>,
    @RetryKey() key: string,
    @Ip() address: string,
  ): Promise<ClaimOutcome> {
    return this.claims.placeOnOffer(actor, offer, { ...body, key }, { address });
  }
}
