import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { channels, DomainError, type Stock } from '#libs/contracts';
import { type OutboxEvent, type Queryable, prepared } from '#libs/database';
import { stockOf } from '#libs/listings';

/** How the units of a variant move: `held` and `sold` are added to what is held and sold, and may be negative. */
export type StockMove = { variantId: string; held: number; sold: number };

/** A live session that shows a variant, and when it was looked for. */
export type ShownVariant = { variantId: string; sessionId: string; at: Date };

type Row = { variantId: string; onHand: number; held: number; sold: number };
/** The only statement that moves units: it takes none that are not left. */
const takeOrGiveBack = `UPDATE stock SET held = stock.held + move.held, sold = stock.sold + move.sold
  FROM unnest($1::uuid[], $2::int[], $3::int[]) AS move (variant_id, held, sold)
  WHERE stock.variant_id = move.variant_id AND on_hand - stock.held - stock.sold >= move.held + move.sold`;
const columns = 'variant_id AS "variantId", on_hand AS "onHand", held, sold';

/** Taking units and giving them back. Rows are locked in the order of their ids, so that nobody waits in a circle. */
@Injectable()
export class StockMovesStore {
  async lock(client: Queryable, variantIds: readonly string[]): Promise<Map<string, Stock>> {
    const { rows } = await client.query<Row>(
      prepared(`SELECT ${columns} FROM stock WHERE variant_id = ANY($1::uuid[]) ORDER BY variant_id FOR NO KEY UPDATE`),
      [[...new Set(variantIds)]],
    );
    return byVariant(rows);
  }

  /**
   * Moves units. The answer is the stock after it.
   *
   * @throws DomainError `order.out-of-stock` when that would take more than are left; nothing is to be kept then
   */
  async move(client: Queryable, moves: readonly StockMove[]): Promise<Map<string, Stock>> {
    const [, stocks] = await Promise.all([this.lock(client, variantsOf(moves)), this.moveLocked(client, moves)]);
    return stocks;
  }

  /**
   * The same, with what is to be told of it. Others wait for these rows until the commit: it comes last.
   *
   * @throws DomainError `order.out-of-stock`
   */
  async moveLast(client: Queryable, moves: readonly StockMove[]): Promise<OutboxEvent[]> {
    const [stocks, shown] = await Promise.all([this.move(client, moves), this.shown(client, variantsOf(moves))]);
    return stockNews(shown, stocks);
  }

  /** The same, for a caller who has locked the rows. */
  async moveLocked(client: Queryable, moves: readonly StockMove[]): Promise<Map<string, Stock>> {
    const sums = summedUp(moves);
    if (sums.length === 0) return new Map();
    const { rows } = await client.query<Row>(
      prepared(`${takeOrGiveBack}
       RETURNING stock.variant_id AS "variantId", on_hand AS "onHand", stock.held, stock.sold`),
      valuesOf(sums),
    );
    if (rows.length !== sums.length) throw new DomainError('order.out-of-stock');
    return byVariant(rows);
  }

  /**
   * The same, for a caller who has locked the rows and counted what is left, and commits before any answer is there:
   * what does not fit after all is an error of PostgreSQL (22012), and nothing of it is committed.
   */
  async moveCounted(client: Queryable, moves: readonly StockMove[]): Promise<void> {
    const sums = summedUp(moves);
    if (sums.length === 0) return;
    await client.query(
      prepared(`WITH moved AS (${takeOrGiveBack} RETURNING 1)
       SELECT 1 / (count(*) = cardinality($1::uuid[]))::int AS "all" FROM moved`),
      valuesOf(sums),
    );
  }

  /** Tells every live session that shows these variants what is left of them. */
  async news(client: Queryable, stocks: ReadonlyMap<string, Stock>): Promise<OutboxEvent[]> {
    return stockNews(await this.shown(client, [...stocks.keys()]), stocks);
  }

  async shown(client: Queryable, variantIds: readonly string[]): Promise<ShownVariant[]> {
    if (variantIds.length === 0) return [];
    const { rows } = await client.query<ShownVariant>(
      prepared(`SELECT DISTINCT variant.id AS "variantId", session.id AS "sessionId", statement_timestamp() AS at FROM variant
         JOIN line_up_item ON line_up_item.listing_id = variant.listing_id
         JOIN session ON session.id = line_up_item.session_id AND session.state = 'live'
       WHERE variant.id = ANY($1::uuid[])`),
      [variantIds],
    );
    return rows;
  }
}

/** What is left of those that moved. */
export const stockNews = (shown: readonly ShownVariant[], stocks: ReadonlyMap<string, Stock>): OutboxEvent[] =>
  shown.flatMap(({ variantId, sessionId, at }) => {
    const stock = stocks.get(variantId);
    if (stock === undefined) return [];
    const event = { type: 'stock.changed' as const, variantId, stock, at: at.toISOString() };
    return [{ id: uuidv7(), sessionId, channel: channels.control, event }];
  });

const variantsOf = (moves: readonly StockMove[]): string[] => [...new Set(moves.map(({ variantId }) => variantId))];

const byVariant = (rows: Row[]) => new Map(rows.map(({ variantId, ...row }) => [variantId, stockOf(row)]));

const valuesOf = (moves: readonly StockMove[]) => [
  moves.map(({ variantId }) => variantId),
  moves.map(({ held }) => held),
  moves.map(({ sold }) => sold),
];

/** What is left when they have moved. */
export function stockAfter(stocks: ReadonlyMap<string, Stock>, moves: readonly StockMove[]): Map<string, Stock> {
  return new Map(
    summedUp(moves).flatMap(({ variantId, held, sold }) => {
      const before = stocks.get(variantId);
      if (before === undefined) return [];
      return [[variantId, stockOf({ onHand: before.onHand, held: before.held + held, sold: before.sold + sold })]];
    }),
  );
}

/** One move a variant, without those that come to nothing. */
function summedUp(moves: readonly StockMove[]): StockMove[] {
  const sums = new Map<string, StockMove>();
  for (const { variantId, held, sold } of moves) {
    const sum = sums.get(variantId) ?? { variantId, held: 0, sold: 0 };
    sums.set(variantId, { variantId, held: sum.held + held, sold: sum.sold + sold });
  }
  return [...sums.values()].filter(({ held, sold }) => held !== 0 || sold !== 0);
}
