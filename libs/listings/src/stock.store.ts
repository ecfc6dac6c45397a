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
      const { rows } = await client.query<StockRow & { at: Date }>(
        `UPDATE stock SET on_hand = $2 WHERE variant_id = $1 AND held + sold <= $2
         RETURNING on_hand AS "onHand", held, sold, clock_timestamp() AS at`,
        [variantId, onHand],
      );
      const [row] = rows;
      if (row === undefined) throw await this.#refusal(client, variantId);
      const event = { type: 'stock.changed', variantId, stock: stockOf(row), at: row.at.toISOString() } as const;
      const events = (await this.#liveSessionsWith(client, variantId)).map((sessionId): OutboxEvent => ({
        id: uuidv7(),
        sessionId,
        channel: channels.control,
        event,
      }));
      await this.outbox.write(client, events);
      return { stock: event.stock, events };
    });
  }

  async #refusal(client: Queryable, variantId: string): Promise<DomainError> {
    const { rowCount } = await client.query('SELECT FROM stock WHERE variant_id = $1', [variantId]);
    return new DomainError(rowCount === 0 ? 'listing.variant-not-found' : 'listing.stock-committed');
  }

  async #liveSessionsWith(client: Queryable, variantId: string): Promise<string[]> {
    const { rows } = await client.query<{ id: string }>(
      `SELECT DISTINCT session.id FROM variant
         JOIN line_up_item ON line_up_item.listing_id = variant.listing_id
         JOIN session ON session.id = line_up_item.session_id AND session.state = 'live'
       WHERE variant.id = $1`,
      [variantId],
    );
    return rows.map(({ id }) => id);
  }
}
