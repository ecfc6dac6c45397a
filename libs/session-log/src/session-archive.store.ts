import { Injectable } from '@nestjs/common';
import { type Channel, type ChatMessage, DomainError, type LogEntry, type Page } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';
import type { Position } from './session-log.js';

type Row = { channel: Channel; epoch: string; seq: number; id: string; at: Date; event: LogEntry['event'] };
export type ArchivedEntry = { sessionId: string; entry: LogEntry };

const columns = 'channel, epoch, seq, event_id AS id, at, event';
const insert = `
  INSERT INTO log_entry (session_id, channel, epoch, seq, event_id, at, event)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::timestamptz[], $7::jsonb[])`;
const said = `event ->> 'type' IN ('chat.message', 'chat.translation')`;
/** What remains of a text that was taken away is its SHA-256. */
const redact = `
  UPDATE log_entry SET event = event || jsonb_build_object('text', '', 'removed',
    jsonb_build_object('sha256', encode(sha256(convert_to(event ->> 'text', 'UTF8')), 'hex')))
  FROM unnest($1::uuid[], $2::text[]) AS gone (session, message)
  WHERE session_id = session AND event ->> 'message' = message AND ${said} AND NOT event ? 'removed'`;
const whereRemoved = `
  AND EXISTS (SELECT FROM log_entry AS told WHERE told.session_id = session AND told.event_id = 'removed.' || message)`;
/** What remains of a segment of speech that was taken back is that something was said; the audit has the hashes. */
const redactSegment = `
  UPDATE log_entry SET event = event || '{"text": "", "stable": 0}'
  WHERE session_id = $1 AND channel LIKE 'caption.%' AND event ->> 'type' = 'caption' AND event ->> 'segment' = $2
    AND event ->> 'text' <> ''`;
const retracted = `
  SELECT session AS "sessionId", segment FROM unnest($1::uuid[], $2::text[]) AS archived (session, segment)
  WHERE EXISTS (SELECT FROM log_entry WHERE session_id = session AND event ->> 'segment' = segment
    AND event ->> 'type' = 'caption' AND event ->> 'state' = 'retracted')`;
const entryOf = ({ at, ...row }: Row): LogEntry => ({ ...row, at: at.toISOString() });

/** Whether PostgreSQL refuses the data itself (SQLSTATE class 22), so that trying again is of no use. */
export const isUnstorable = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('22');

/**
 * Every session's log in PostgreSQL: all SQL on `log_entry`. Epochs are UUIDs of version 7, so (epoch, seq) is the
 * order of time within a channel, also when the log had to number anew.
 */
@Injectable()
export class SessionArchive {
  constructor(private readonly database: Database) {}

  /** The newest entries of a channel first. @throws DomainError `request.invalid` for a cursor that is not ours */
  async page(
    sessionId: string,
    channel: Channel,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<Page<LogEntry>> {
    const before = cursor === undefined ? { epoch: '~', seq: 0 } : readCursor(cursor);
    const { rows } = await this.database.pool.query<Row>(
      `SELECT ${columns} FROM log_entry WHERE session_id = $1 AND channel = $2
         AND ($3 = '~' OR (epoch, seq) < ($3, $4::int))
       ORDER BY epoch DESC, seq DESC LIMIT $5`,
      [sessionId, channel, before.epoch, before.seq, limit + 1],
    );
    const items = rows.slice(0, limit).map(entryOf);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? cursorAt(last) : null };
  }

  /** All entries of a channel, oldest first, read in pages. */
  async *channel(sessionId: string, channel: Channel): AsyncGenerator<LogEntry> {
    let after = { epoch: '', seq: 0 };
    for (;;) {
      const { rows } = await this.database.pool.query<Row>(
        `SELECT ${columns} FROM log_entry WHERE session_id = $1 AND channel = $2 AND (epoch, seq) > ($3, $4::int)
         ORDER BY epoch, seq LIMIT 500`,
        [sessionId, channel, after.epoch, after.seq],
      );
      const entries = rows.map(entryOf);
      yield* entries;
      const last = entries.at(-1);
      if (last === undefined) return;
      after = last;
    }
  }

  /** Every caption of a session, revision by revision, one language after the other. */
  async *captions(sessionId: string): AsyncGenerator<LogEntry> {
    const { rows } = await this.database.pool.query<{ channel: Channel }>(
      `SELECT DISTINCT channel FROM log_entry WHERE session_id = $1 AND channel LIKE 'caption.%' ORDER BY channel`,
      [sessionId],
    );
    for (const { channel } of rows) yield* this.channel(sessionId, channel);
  }

  /** What was told as captions of a session in this time, in every language, in the order it was told. */
  async captionsBetween(sessionId: string, from: Date, to: Date): Promise<LogEntry[]> {
    const { rows } = await this.database.pool.query<Row>(
      `SELECT ${columns} FROM log_entry
       WHERE session_id = $1 AND channel LIKE 'caption.%' AND at BETWEEN $2 AND $3 ORDER BY at, channel, epoch, seq`,
      [sessionId, from, to],
    );
    return rows.map(entryOf);
  }

  /** The entries that have these ids, in any order; ids that the session does not know are passed over. */
  async byEventId(sessionId: string, ids: readonly string[]): Promise<LogEntry[]> {
    if (ids.length === 0) return [];
    const { rows } = await this.database.pool.query<Row>(
      `SELECT ${columns} FROM log_entry WHERE session_id = $1 AND event_id = ANY($2::text[])`,
      [sessionId, ids],
    );
    return rows.map(entryOf);
  }

  /** The last entries of a channel under one numbering, oldest first. */
  async tail(sessionId: string, channel: Channel, epoch: string, count: number): Promise<LogEntry[]> {
    const { rows } = await this.database.pool.query<Row>(
      `SELECT ${columns} FROM log_entry WHERE session_id = $1 AND channel = $2 AND epoch = $3
       ORDER BY seq DESC LIMIT $4`,
      [sessionId, channel, epoch, count],
    );
    return rows.map(entryOf).reverse();
  }

  /**
   * When a reader was told the last that it has of a channel, under whichever numbering: the time of the newest entry
   * that is stored and not behind that place. `undefined` when there is none.
   */
  async toldAt(sessionId: string, channel: Channel, { epoch, seq }: Position): Promise<Date | undefined> {
    const { rows } = await this.database.pool.query<Pick<Row, 'at'>>(
      `SELECT at FROM log_entry WHERE session_id = $1 AND channel = $2 AND (epoch, seq) <= ($3, $4::int)
       ORDER BY epoch DESC, seq DESC LIMIT 1`,
      [sessionId, channel, epoch, seq],
    );
    return rows[0]?.at;
  }

  /** The newest numbering of a session and where its channels end; `undefined` when nothing is stored. */
  async heads(sessionId: string): Promise<{ epoch: string; seqs: Map<Channel, number> } | undefined> {
    const { rows } = await this.database.pool.query<{ channel: Channel; epoch: string; seq: number }>(
      `SELECT channel, epoch, max(seq) AS seq FROM log_entry
       WHERE session_id = $1 AND epoch = (SELECT max(epoch) FROM log_entry WHERE session_id = $1)
       GROUP BY channel, epoch`,
      [sessionId],
    );
    const [first] = rows;
    return first && { epoch: first.epoch, seqs: new Map(rows.map(({ channel, seq }) => [channel, seq])) };
  }

  /** Stores the entries, all of them or, when one exists or is refused, none. */
  async add(entries: readonly ArchivedEntry[]): Promise<void> {
    await this.#store(insert, entries);
    await this.#redactRetracted(entries);
  }

  /** Stores those that do not exist yet. */
  async copy(entries: readonly ArchivedEntry[]): Promise<void> {
    await this.#store(`${insert} ON CONFLICT DO NOTHING`, entries);
    await this.#redactRetracted(entries);
  }

  /** Whether somebody said this message in the session, also if its text was taken away since. */
  async holdsMessage(sessionId: string, message: string): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `SELECT FROM log_entry WHERE session_id = $1 AND event ->> 'message' = $2 AND ${said} LIMIT 1`,
      [sessionId, message],
    );
    return rowCount !== 0;
  }

  /** The original of a chat message. */
  async message(sessionId: string, message: string): Promise<ChatMessage | undefined> {
    const { rows } = await this.database.pool.query<{ event: ChatMessage }>(
      `SELECT event FROM log_entry WHERE session_id = $1 AND event ->> 'message' = $2
         AND ${said} AND event ->> 'type' = 'chat.message'`,
      [sessionId, message],
    );
    return rows[0]?.event;
  }

  /** Forgets the text of a message and of its translations; what is archived later is redacted when it comes. */
  async redact(sessionId: string, message: string): Promise<void> {
    await this.database.pool.query(redact, [[sessionId], [message]]);
  }

  /** Forgets what a segment of speech said, in every language; what is archived later is redacted when it comes. */
  async redactSegment(client: Queryable, sessionId: string, segment: string): Promise<void> {
    await client.query(redactSegment, [sessionId, segment]);
  }

  /**
   * Captions of segments that were taken back, before or after, lose their text. Asked when the entries are committed:
   * whoever archives a retraction beside looks for them then too.
   */
  async #redactRetracted(entries: readonly ArchivedEntry[]): Promise<void> {
    const segments = new Map(
      entries.flatMap(({ sessionId, entry: { event } }) =>
        event.type === 'caption' ? [[`${sessionId} ${event.segment}`, { sessionId, segment: event.segment }]] : [],
      ),
    );
    if (segments.size === 0) return;
    const asked = [...segments.values()];
    const { rows } = await this.database.pool.query<(typeof asked)[0]>(retracted, [
      asked.map(({ sessionId }) => sessionId),
      asked.map(({ segment }) => segment),
    ]);
    for (const { sessionId, segment } of rows) await this.redactSegment(this.database.pool, sessionId, segment);
  }

  /** A removal redacts what came before it; a translation that comes after it is redacted at once. */
  async #store(statement: string, entries: readonly ArchivedEntry[]): Promise<void> {
    const { pool } = this.database;
    const concerned = entries.flatMap(({ sessionId, entry: { event } }) =>
      event.type === 'chat.removed' || event.type === 'chat.translation' ? [{ sessionId, message: event.message }] : [],
    );
    const store = (client: Queryable) => client.query(statement, columnsOf(entries));
    if (concerned.length === 0) {
      await store(pool);
      return;
    }
    await this.database.transaction(async (client) => {
      await store(client);
      await client.query(`${redact} ${whereRemoved}`, [
        concerned.map(({ sessionId }) => sessionId),
        concerned.map(({ message }) => message),
      ]);
    });
  }
}

const columnsOf = (entries: readonly ArchivedEntry[]) => [
  entries.map(({ sessionId }) => sessionId),
  entries.map(({ entry }) => entry.channel),
  entries.map(({ entry }) => entry.epoch),
  entries.map(({ entry }) => entry.seq),
  entries.map(({ entry }) => entry.id),
  entries.map(({ entry }) => entry.at),
  entries.map(({ entry }) => JSON.stringify(entry.event)),
];

const cursorAt = ({ epoch, seq }: LogEntry) => Buffer.from(`${epoch}.${seq}`).toString('base64url');

function readCursor(cursor: string): { epoch: string; seq: number } {
  const [, epoch, seq] = /^([0-9a-f-]{36})\.(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (epoch === undefined)
    throw new DomainError('request.invalid', undefined, { fields: [{ pointer: '/cursor', reason: 'not a cursor' }] });
  return { epoch, seq: Number(seq) };
}
