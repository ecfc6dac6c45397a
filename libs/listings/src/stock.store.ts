import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { channels, DomainError, type Stock } from '#libs/contracts';
import { Database, type OutboxEvent, OutboxStore, type Queryable } from '#libs/database';
import { type StockRow, stockOf } from './listing.js';

/** All SQL that changes what is on hand. */
@Injectable()
export class StockStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxStore,
  ) {}

  /**
   * Sets the units on hand unless more of them are held or sold. One conditional statement, so that a claim at the same
   * moment waits for it or it for the claim.
   *
   * @throws DomainError `listing.stock-committed` or `listing.variant-not-found`
   */
  async set(variantId: string, onHand: number): Promise<{ stock: Stock; events: OutboxEvent[] }> {
    return this.database.transaction(async (client) => {
      const { stocks, events } = await this.setAll(client, new Map([[variantId, onHand]]));
      return { stock: stocks[0] as Stock, events };
    });
  }

  /** The same for several at once: all of them or, when it throws, none. The events are to be delivered after the commit. */
  async setAll(
    client: Queryable,
    onHand: ReadonlyMap<string, number>,
  ): Promise<{ stocks: Stock[]; events: OutboxEvent[] }> {
    const ids = [...onHand.keys()];
    if (ids.length === 0) return { stocks: [], events: [] };
    await client.query('SELECT FROM stock WHERE variant_id = ANY($1::uuid[]) ORDER BY variant_id FOR NO KEY UPDATE', [
      ids,
    ]);
    const { rows } = await client.query<StockRow & { variantId: string; at: Date }>(
      `UPDATE stock SET on_hand = wanted.on_hand FROM unnest($1::uuid[], $2::int[]) AS wanted (variant_id, on_hand)
       WHERE stock.variant_id = wanted.variant_id AND held + sold <= wanted.on_hand
       RETURNING stock.variant_id AS "variantId", stock.on_hand AS "onHand", held, sold, clock_timestamp() AS at`,
      [ids, [...onHand.values()]],
    );
    const refused = ids.find((id) => !rows.some(({ variantId }) => variantId === id));
    if (refused !== undefined) throw await this.#refusal(client, refused);
    const events = await this.#eventsOf(client, rows);
    await this.outbox.write(client, events);
    return { stocks: rows.map(stockOf), events };
  }

  async #refusal(client: Queryable, variantId: string): Promise<DomainError> {
    const { rowCount } = await client.query('SELECT FROM stock WHERE variant_id = $1', [variantId]);
    return new DomainError(rowCount === 0 ? 'listing.variant-not-found' : 'listing.stock-committed');
  }

  async #eventsOf(
    client: Queryable,
    changed: readonly (StockRow & { variantId: string; at: Date })[],
  ): Promise<OutboxEvent[]> {
    const { rows } = await client.query<{ sessionId: string; variantId: string }>(
      `SELECT DISTINCT session.id AS "sessionId", variant.id AS "variantId" FROM variant
         JOIN line_up_item ON line_up_item.listing_id = variant.listing_id
         JOIN session ON session.id = line_up_item.session_id AND session.state = 'live'
       WHERE variant.id = ANY($1::uuid[])`,
      [changed.map(({ variantId }) => variantId)],
    );
    return changed.flatMap(({ at, variantId, ...stock }) =>
      rows
        .filter((row) => row.variantId === variantId)
        .map(({ sessionId }): OutboxEvent => ({
          id: uuidv7(),
          sessionId,
          channel: channels.control,
          event: { type: 'stock.changed', variantId, stock: stockOf(stock), at: at.toISOString() },
        })),
    );
  }
}
