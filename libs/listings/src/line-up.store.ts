import { Injectable } from '@nestjs/common';
import { DomainError, type LineUpItem, type Listing } from '#libs/contracts';
import { Database, type OutboxEvent, OutboxStore, type Queryable } from '#libs/database';
import { lineUpChanged, type NamedListing } from './line-up-editing.js';
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
   * Puts a listing under a code, or moves it. Without a position a new item comes last and an old one stays. The answer
   * is what is to be delivered. Who archives the listing at the same moment waits for it or it for them.
   *
   * @throws DomainError `session.code-taken` when the code names another listing
   */
  async put(sessionId: string, code: string, listing: Listing, position: number | undefined): Promise<OutboxEvent[]> {
    return this.#change(sessionId, async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO line_up_item AS item (session_id, code, listing_id, position)
         SELECT $1::uuid, $2::text, id,
           coalesce($4::int, (SELECT coalesce(max(position) + 1, 0) FROM line_up_item WHERE session_id = $1::uuid))
         FROM listing WHERE id = $3 AND archived_at IS NULL FOR SHARE
         ON CONFLICT (session_id, code) DO UPDATE SET position = coalesce($4::int, item.position)
           WHERE item.listing_id = excluded.listing_id`,
        [sessionId, code, listing.id, position],
      );
      if (rowCount === 0) throw new DomainError('session.code-taken');
      return [lineUpChanged(sessionId, await itemsOf(client, sessionId), listing)];
    });
  }

  /**
   * Shows the items in another order.
   *
   * @param codes all of them
   * @throws DomainError `session.line-up-changed` when these are not the codes of the line-up
   */
  async order(sessionId: string, codes: readonly string[]): Promise<OutboxEvent[]> {
    return this.#change(sessionId, async (client) => {
      const before = await itemsOf(client, sessionId);
      if (before.length !== codes.length || !before.every(({ code }) => codes.includes(code)))
        throw new DomainError('session.line-up-changed');
      if (before.every(({ code }, at) => code === codes[at])) return [];
      await client.query(
        `UPDATE line_up_item AS item SET position = place.n - 1
         FROM unnest($2::text[]) WITH ORDINALITY AS place (code, n)
         WHERE item.session_id = $1 AND item.code = place.code`,
        [sessionId, codes],
      );
      return [lineUpChanged(sessionId, await itemsOf(client, sessionId), null)];
    });
  }

  /**
   * Gives an item another code; what is pinned stays pinned.
   *
   * @throws DomainError `session.code-not-found`, `session.code-taken`, and `session.wrong-state` while an offer of the
   *   item is open
   */
  async rename(sessionId: string, from: string, to: string, pinned: OutboxEvent): Promise<OutboxEvent[]> {
    return this.#change(sessionId, async (client) => {
      const before = await itemsOf(client, sessionId);
      if (!before.some(({ code }) => code === from)) throw new DomainError('session.code-not-found');
      if (from === to) return [];
      if (before.some(({ code }) => code === to)) throw new DomainError('session.code-taken');
      await requireNoOffer(client, sessionId, from);
      await client.query('UPDATE line_up_item SET code = $3 WHERE session_id = $1 AND code = $2', [
        sessionId,
        from,
        to,
      ]);
      const { rowCount: wasPinned } = await client.query(
        'UPDATE session SET pinned_code = $3 WHERE id = $1 AND pinned_code = $2',
        [sessionId, from, to],
      );
      const changed = lineUpChanged(sessionId, await itemsOf(client, sessionId), null);
      return wasPinned === 0 ? [changed] : [changed, pinned];
    });
  }

  /**
   * Takes an item out; when it was pinned also down. The answer is what is to be delivered. An item that is not there
   * is out already.
   *
   * @throws DomainError `session.wrong-state` while an offer of the item is open
   */
  async remove(sessionId: string, code: string, unpinned: OutboxEvent): Promise<OutboxEvent[]> {
    return this.#change(sessionId, async (client) => {
      await requireNoOffer(client, sessionId, code);
      const { rowCount } = await client.query('DELETE FROM line_up_item WHERE session_id = $1 AND code = $2', [
        sessionId,
        code,
      ]);
      if (rowCount === 0) return [];
      const { rowCount: wasPinned } = await client.query(
        'UPDATE session SET pinned_code = NULL WHERE id = $1 AND pinned_code = $2',
        [sessionId, code],
      );
      const changed = lineUpChanged(sessionId, await itemsOf(client, sessionId), null);
      return wasPinned === 0 ? [changed] : [changed, unpinned];
    });
  }

  /**
   * Pins an item, or none. The answer is what is to be delivered: nothing when it was pinned before.
   *
   * @throws DomainError `session.code-not-found` when the item has left the line-up
   */
  async pin(sessionId: string, code: string | null, pinned: OutboxEvent): Promise<OutboxEvent[]> {
    return this.#change(sessionId, async (client) => {
      const { rowCount: found } = await client.query('SELECT FROM line_up_item WHERE session_id = $1 AND code = $2', [
        sessionId,
        code,
      ]);
      if (code !== null && found === 0) throw new DomainError('session.code-not-found');
      const { rowCount: changed } = await client.query(
        'UPDATE session SET pinned_code = $2 WHERE id = $1 AND pinned_code IS DISTINCT FROM $2',
        [sessionId, code],
      );
      return changed === 0 ? [] : [pinned];
    });
  }

  /** Changes of one line-up wait for each other, so that nothing is pinned that is not in it and no order gets lost. */
  #change(sessionId: string, work: (client: Queryable) => Promise<OutboxEvent[]>): Promise<OutboxEvent[]> {
    return this.database.transaction(async (client) => {
      await client.query('SELECT FROM session WHERE id = $1 FOR UPDATE', [sessionId]);
      const events = await work(client);
      await this.outbox.write(client, events);
      return events;
    });
  }
}

async function itemsOf(client: Queryable, sessionId: string): Promise<NamedListing[]> {
  const { rows } = await client.query<NamedListing>(
    'SELECT code, listing_id AS "listingId" FROM line_up_item WHERE session_id = $1 ORDER BY position, code',
    [sessionId],
  );
  return rows;
}

async function requireNoOffer(client: Queryable, sessionId: string, code: string): Promise<void> {
  const { rowCount: open } = await client.query(
    'SELECT FROM offer WHERE session_id = $1 AND code = $2 AND closed_at IS NULL',
    [sessionId, code],
  );
  if (open !== 0) throw new DomainError('session.wrong-state', 'Close the offer of this item first.');
}
