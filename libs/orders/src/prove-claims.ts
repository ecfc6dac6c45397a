import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, ClaimProof, ClaimProofQuery, Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { buyerAliases } from './claim-log.js';
import { ClaimProofStore } from './claim-proof.store.js';
import { PoolStore } from './pool.store.js';
import { ReadOffers } from './read-offers.js';

/** What anybody needs to check who came first, or who was drawn. */
@Injectable()
export class ProveClaims {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly offers: ReadOffers,
    private readonly log: ClaimProofStore,
    private readonly pool: PoolStore,
  ) {}

  /** @throws DomainError `order.offer-not-found` */
  async of(actor: Actor, offerId: string, { from = 1, limit }: z.output<typeof ClaimProofQuery>): Promise<ClaimProof> {
    const offer = await this.offers.byId(offerId);
    const entries = await this.log.entries(offerId, from, limit + 1);
    const page = entries.slice(0, limit);
    const key = this.settings.TOKEN_SIGNING_KEY;
    return {
      offer,
      you: 'accountId' in actor ? buyerAliases(key, offer.sessionId)(actor.accountId) : null,
      draw: offer.seed === null ? null : await this.pool.drawnSeqs(offerId),
      entries: page,
      nextSeq: entries[limit]?.seq ?? null,
    };
  }
}
