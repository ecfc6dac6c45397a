import { Injectable } from '@nestjs/common';
import type { Hold } from '#libs/contracts';
import type { OutboxEvent, Queryable } from '#libs/database';
import { groupBy } from '#libs/platform';
import { holdChanged, orderChanged, toBuyer } from './buyer-news.js';
import type { LockedScene } from './claim-scene.store.js';
import { ClaimLogStore, type NewClaim } from './claim-log.store.js';
import type { ClaimDecisions, HoldChange, PlaceChange } from './claim.js';
import { isOpen, reservedBy } from './hold-lifecycle.js';
import { HoldsStore } from './holds.store.js';
import { type NewOrder, type OwnedOrder, OrdersStore } from './orders.store.js';
import { stockAfter, type StockMove, StockMovesStore, stockNews } from './stock-moves.store.js';
import { WaitlistStore } from './waitlist.store.js';

/** Stores what was decided about a group of claims, in the transaction whose locks it was decided under. */
@Injectable()
export class ClaimsStore {
  constructor(
    private readonly log: ClaimLogStore,
    private readonly holds: HoldsStore,
    private readonly waitlist: WaitlistStore,
    private readonly orders: OrdersStore,
    private readonly stock: StockMovesStore,
  ) {}

  /**
   * Gives its statements before it returns, so that they may share the round trip of the commit. Answers the orders that
   * lost something (`lessened`), as they are now.
   */
  async store(
    client: Queryable,
    decisions: ClaimDecisions,
    scene: LockedScene,
    lessened: readonly string[],
  ): Promise<OwnedOrder[]> {
    const { holds, places } = decisions;
    const claims = newClaims(decisions);
    if (claims.length === 0) return [];
    const baskets = new Set(scene.baskets.values());
    // in this order, but without waiting for each other
    const [orders] = await Promise.all([
      this.#storeHolds(client, holds, baskets, lessened),
      this.stock.moveCounted(client, holds.map(moveOf)),
      this.waitlist.save(client, places),
      this.log.append(client, claims, scene),
    ]);
    return orders;
  }

  async #storeHolds(
    client: Queryable,
    changes: readonly HoldChange[],
    baskets: ReadonlySet<string>,
    lessened: readonly string[],
  ): Promise<OwnedOrder[]> {
    const fresh = changes.filter(({ before }) => before === null);
    const resized = changes.filter(({ before, after }) => before !== null && isOpen(after) && before.qty !== after.qty);
    const stored = Promise.all([
      this.orders.insert(client, newOrders(fresh, baskets)),
      this.holds.insert(
        client,
        fresh.map(({ buyerId, after }) => ({ buyerId, hold: after })),
      ),
      this.holds.resize(
        client,
        resized.map(({ after }) => after),
      ),
      this.#release(
        client,
        changes.filter(({ after }) => !isOpen(after)),
      ),
      this.orders.addToTotals(client, additions(changes, baskets)),
    ]);
    const [orders] = await Promise.all([this.orders.read(client, lessened), stored]);
    return orders;
  }

  async #release(client: Queryable, released: readonly HoldChange[]): Promise<void> {
    if (released.length === 0) return;
    const ended = released.filter(({ before }) => before !== null).map(({ after }) => after.id);
    await Promise.all([
      this.holds.move(client, ended, 'RELEASED'),
      this.orders.move(client, orderIdsOf(released), 'cancelled'),
    ]);
  }
}

/** What is to be told of it. Ids of events ascend as they are made: the relay tells them in that order. */
export function newsOfClaims(
  decisions: ClaimDecisions,
  { stocks, shown }: LockedScene,
  orders: readonly OwnedOrder[],
): OutboxEvent[] {
  const { holds, places } = decisions;
  return [
    ...newClaims(decisions).map(toldToBuyer),
    ...holds.flatMap(holdNews),
    ...places.flatMap(placeNews),
    // a new order is told by its holds, and so is one that grows
    ...orders.map(orderChanged),
    ...stockNews(shown, stockAfter(stocks, holds.map(moveOf))),
  ];
}

const newClaims = ({ decided }: ClaimDecisions): NewClaim[] =>
  decided.flatMap(({ request, outcome, seq, place }) =>
    outcome !== null && seq !== null ? [{ request, outcome, seq, place }] : [],
  );

function newOrders(fresh: readonly HoldChange[], known: ReadonlySet<string>): NewOrder[] {
  const byOrder = groupBy(
    fresh.filter(({ after }) => !known.has(after.orderId)),
    ({ after }) => after.orderId,
  );
  return [...byOrder].map(([id, holds]) => {
    const { buyerId, exporterId, after } = holds[0] as HoldChange;
    const open = holds.filter((one) => isOpen(one.after));
    const total = (open.length > 0 ? open : holds).reduce((sum, one) => sum + one.after.total.amount, 0);
    const { sessionId, total: price } = after;
    return { id, sessionId, exporterId: exporterId as string, buyerId, currency: price.currency, total };
  });
}

/** What an order that was there before costs more than it did, by its id. */
function additions(changes: readonly HoldChange[], known: ReadonlySet<string>): Map<string, number> {
  const more = new Map<string, number>();
  for (const { before, after } of changes) {
    if (before === null && !known.has(after.orderId)) continue;
    const added = costOf(after) - (before === null ? 0 : costOf(before));
    more.set(after.orderId, (more.get(after.orderId) ?? 0) + added);
  }
  return more;
}

const costOf = (hold: Hold): number => (isOpen(hold) ? hold.total.amount : 0);

/** The orders that were there before and of which something is given back. */
export const lessenedOrders = ({ holds }: ClaimDecisions): string[] =>
  orderIdsOf(holds.filter(({ before, after }) => before !== null && !isOpen(after)));

const orderIdsOf = (changes: readonly HoldChange[]): string[] => [
  ...new Set(changes.map(({ after }) => after.orderId)),
];

const moveOf = ({ before, after }: HoldChange): StockMove => ({
  variantId: after.variantId,
  held: reservedBy(after) - (before === null ? 0 : reservedBy(before)),
  sold: 0,
});

const toldToBuyer = ({ request, outcome }: NewClaim): OutboxEvent =>
  toBuyer(request.sessionId, request.buyerId, { type: 'claim.decided', outcome, message: request.messageId });

/** A new hold is told with the outcome that made it. */
const holdNews = ({ buyerId, before, after }: HoldChange): OutboxEvent[] =>
  before === null ? [] : [holdChanged(buyerId, after)];

const placeNews = ({ buyerId, before, after }: PlaceChange): OutboxEvent[] =>
  before === null ? [] : [toBuyer(after.sessionId, buyerId, { type: 'waitlist.changed', waiting: after })];
