import { Injectable } from '@nestjs/common';
import type { Actor, Stock } from '#libs/contracts';
import { Outbox } from '#libs/session-log';
import { ListingOwnership } from './listing-ownership.js';
import { StockStore } from './stock.store.js';

/** Says how many units there are, and tells every live session that shows them. */
@Injectable()
export class SetStock {
  constructor(
    private readonly ownership: ListingOwnership,
    private readonly store: StockStore,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param onHand all units, those held and sold included
   * @throws DomainError `listing.stock-committed`, `listing.variant-not-found` or `account.forbidden`
   */
  async set(actor: Actor, variantId: string, onHand: number): Promise<Stock> {
    await this.ownership.listingOfVariant(actor, variantId);
    const { stock, events } = await this.store.set(variantId, onHand);
    await this.outbox.deliver(events);
    return stock;
  }
}
