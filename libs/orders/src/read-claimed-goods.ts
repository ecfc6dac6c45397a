import { Injectable } from '@nestjs/common';
import { ExporterMembership } from '#libs/accounts';
import type { Actor, AwaitedGoods, HeldGoods, Page, PageQuery } from '#libs/contracts';
import { ClaimedGoodsStore } from './claimed-goods.store.js';

/**
 * What buyers hold of an exporter's goods, and what they wait for. Both throw DomainError `account.forbidden` for those
 * who do not act for the exporter.
 */
@Injectable()
export class ReadClaimedGoods {
  constructor(
    private readonly store: ClaimedGoodsStore,
    private readonly membership: ExporterMembership,
  ) {}

  /** Newest first. */
  async held(actor: Actor, exporterId: string, query: PageQuery): Promise<Page<HeldGoods>> {
    await this.membership.requireMember(actor, exporterId);
    return this.store.held(exporterId, query);
  }

  /** The longest wait first. */
  async awaited(actor: Actor, exporterId: string, query: PageQuery): Promise<Page<AwaitedGoods>> {
    await this.membership.requireMember(actor, exporterId);
    return this.store.awaited(exporterId, query);
  }
}
