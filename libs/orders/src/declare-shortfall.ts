import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Actor, type DeclareShortfall as Declaration, DomainError, type Shortfall } from '#libs/contracts';
import { AuditStore, Database } from '#libs/database';
import { ListingOwnership } from '#libs/listings';
import { Outbox } from '#libs/session-log';
import { type Commitment, ShortfallsStore } from './shortfalls.store.js';
import { StockMovesStore } from './stock-moves.store.js';

/**
 * The exporter has fewer units than are promised: burnt, lost, counted wrongly. Nothing more is given out, and the
 * orders that can not be served are named; none of them is changed by itself.
 */
@Injectable()
export class DeclareShortfall {
  constructor(
    private readonly database: Database,
    private readonly ownership: ListingOwnership,
    private readonly store: ShortfallsStore,
    private readonly stock: StockMovesStore,
    private readonly outbox: Outbox,
    private readonly audit: AuditStore,
  ) {}

  /** @throws DomainError `listing.variant-not-found`, `account.forbidden`, `order.no-shortfall` when all can be served */
  async declare(actor: Actor, variantId: string, { onHand, reason }: Declaration): Promise<Shortfall> {
    await this.ownership.listingOfVariant(actor, variantId);
    const { shortfall, events } = await this.database.transaction(async (client) => {
      const before = (await this.stock.lock(client, [variantId])).get(variantId);
      const units = (before === undefined ? 0 : before.held + before.sold) - onHand;
      if (units <= 0) throw new DomainError('order.no-shortfall');
      const orderIds = lastOrders(await this.store.commitments(client, variantId), units);
      await this.store.leaveNothingFree(client, variantId);
      const declared = await this.store.insert(client, { id: uuidv7(), variantId, units, orderIds, reason });
      const news = await this.stock.news(client, await this.stock.lock(client, [variantId]));
      await this.outbox.write(client, news);
      await this.audit.write(client, { actor, action: 'shortfall.declared', subjectId: declared.id });
      return { shortfall: declared, events: news };
    });
    await this.outbox.deliver(events);
    return shortfall;
  }

  /** @throws DomainError as above */
  async ofVariant(actor: Actor, variantId: string): Promise<Shortfall[]> {
    await this.ownership.listingOfVariant(actor, variantId);
    return this.store.ofVariant(variantId);
  }
}

/** The latest orders that together hold at least so many units: who came first is served first. */
export function lastOrders(commitments: readonly Commitment[], units: number): string[] {
  const named: string[] = [];
  let covered = 0;
  for (const { orderId, qty } of commitments) {
    if (covered >= units) break;
    named.push(orderId);
    covered += qty;
  }
  return named;
}
