import { Injectable } from '@nestjs/common';
import { DomainError, type LineUpItem } from '#libs/contracts';
import { Database, type OutboxEvent, OutboxStore, type Queryable } from '#libs/database';
import { listingOf } from './listing.js';
import { withListing } from './listings.store.js';

const withItem = { listing: { include: withListing } } as const;

/** All SQL of line-ups. */
@Injectable()
export class LineUpStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxStore,
  ) {}

  async of(sessionId: string): Promise<LineUpItem[]> {
    const rows = await this.database.prisma.lineUpItem.findMany({
      where: { sessionId },
      orderBy: [{ position: 'asc' }, { code: 'asc' }],
      include: withItem,
    });
    return rows.map(({ code, position, listing }) => ({ code, position, listing: listingOf(listing) }));
  }

  async find(sessionId: string, code: string): Promise<LineUpItem | null> {
    const row = await this.database.prisma.lineUpItem.findUnique({
      where: { sessionId_code: { sessionId, code } },
      include: withItem,
    });
    return row && { code, position: row.position, listing: listingOf(row.listing) };
  }

  /**
   * Puts a listing under a code, or moves it. Without a position a new item comes last and an old one stays.
   *
   * @throws DomainError `session.code-taken` when the code names another listing
   */
  async put(sessionId: string, code: string, listingId: string, position: number | undefined): Promise<void> {
    const { rowCount } = await this.database.pool.query(
      `INSERT INTO line_up_item AS item (session_id, code, listing_id, position)
       VALUES ($1, $2, $3, coalesce($4::int, (SELECT coalesce(max(position) + 1, 0) FROM line_up_item WHERE session_id = $1)))
       ON CONFLICT (session_id, code) DO UPDATE SET position = coalesce($4::int, item.position)
         WHERE item.listing_id = excluded.listing_id`,
      [sessionId, code, listingId, position],
    );
    if (rowCount === 0) throw new DomainError('session.code-taken');
  }

  /**
   * Takes an item out; when it was pinned also down, and then `unpinned` is to be delivered. An item that is not there
   * is out already.
   *
   * @throws DomainError `session.wrong-state` while an offer of the item is open
   */
  async remove(sessionId: string, code: string, unpinned: OutboxEvent): Promise<OutboxEvent[]> {
    return this.database.transaction(async (client) => {
      await lockSession(client, sessionId);
      const { rowCount: open } = await client.query(
        'SELECT FROM offer WHERE session_id = $1 AND code = $2 AND closed_at IS NULL',
        [sessionId, code],
      );
      if (open !== 0) throw new DomainError('session.wrong-state', 'Close the offer of this item first.');
      await client.query('DELETE FROM line_up_item WHERE session_id = $1 AND code = $2', [sessionId, code]);
      const { rowCount: wasPinned } = await client.query(
        'UPDATE session SET pinned_code = NULL WHERE id = $1 AND pinned_code = $2',
        [sessionId, code],
      );
      const events = wasPinned === 0 ? [] : [unpinned];
      await this.outbox.write(client, events);
      return events;
    });
  }

  /**
   * Pins an item, or none. The answer is what is to be delivered: nothing when it was pinned before.
   *
   * @throws DomainError `session.code-not-found` when the item has left the line-up
   */
  async pin(sessionId: string, code: string | null, pinned: OutboxEvent): Promise<OutboxEvent[]> {
    return this.database.transaction(async (client) => {
      await lockSession(client, sessionId);
      const { rowCount: found } = await client.query('SELECT FROM line_up_item WHERE session_id = $1 AND code = $2', [
        sessionId,
        code,
      ]);
      if (code !== null && found === 0) throw new DomainError('session.code-not-found');
      const { rowCount: changed } = await client.query(
        'UPDATE session SET pinned_code = $2 WHERE id = $1 AND pinned_code IS DISTINCT FROM $2',
        [sessionId, code],
      );
      const events = changed === 0 ? [] : [pinned];
      await this.outbox.write(client, events);
      return events;
    });
  }
}

/** Pinning and taking out wait for each other, so that nothing is pinned that is not in the line-up. */
const lockSession = (client: Queryable, sessionId: string) =>
  client.query('SELECT FROM session WHERE id = $1 FOR UPDATE', [sessionId]);
