import { uuidv7 } from 'uuidv7';
import type { Channel, LogEntry, Positions, SessionEvent } from '#libs/contracts';
import { type LogListener, type LogRead, type Position, SessionLog, type Subscription } from '../session-log.js';
import { asLeft, holdsTexts } from '../removed-text.js';
import { idleSeconds, RedisAppends } from './redis-appends.js';
import type { RedisConnections } from './redis-connections.js';
import { rethrowRedisError } from './redis-errors.js';
import { RedisFeeds } from './redis-feeds.js';
import { activeSessionsKey, epochField, redisKeys } from './redis-keys.js';
import { parseRow, type StreamRow } from './stream-row.js';

/** The archiver looks for sessions by their last append; it need not be exact. */
const announceEveryMs = 10_000;

type Command = [string, ...(string | number)[]];

/** The log in Redis 7 or newer, alone or as a cluster, with sharded pub/sub. */
export class RedisSessionLog extends SessionLog {
  readonly #feeds: RedisFeeds;
  readonly #appends: RedisAppends;
  readonly #announced = new Map<string, number>();

  constructor(
    private readonly connections: RedisConnections,
    keep: number,
  ) {
    super();
    this.#appends = new RedisAppends(connections, keep);
    this.#feeds = new RedisFeeds(connections.subscriber, {
      heads: (sessionId) => this.#allHeads(sessionId),
      read: (sessionId, channel, after) => this.read(sessionId, channel, after, 500),
    });
  }

  override async append(sessionId: string, channel: Channel, event: SessionEvent, id: string): Promise<LogEntry> {
    try {
      const announced = this.#announce(sessionId);
      if (announced !== undefined) await announced;
      const { entry, exists } = await this.#appends.append(sessionId, channel, event, id);
      return exists ? ((await this.#entryAt(sessionId, entry)) ?? entry) : entry;
    } catch (error) {
      return rethrowRedisError(error);
    }
  }

  override async read(sessionId: string, channel: Channel, after: Position, limit: number): Promise<LogRead> {
    const keys = redisKeys(sessionId);
    type Replies = [[string | null, string | null], StreamRow[], string[]?];
    const [[epoch, head], rows, removed] = await this.#together<Replies>([
      ['hmget', keys.heads, epochField, channel],
      ['xrange', keys.stream(channel), `(${after.seq}-0`, '+', 'COUNT', limit + 1],
      ...askRemoved(sessionId, channel),
    ]);
    const last = Number(head ?? 0);
    if (epoch !== after.epoch || after.seq > last) return { kind: 'resync' };
    // a stream without a head is a leftover of another numbering
    const entries = after.seq === last ? [] : entriesOf(rows, removed);
    if (entries[0]?.seq !== after.seq + 1 && after.seq < last) return { kind: 'resync' };
    return { kind: 'entries', entries: entries.slice(0, limit), more: entries.length > limit };
  }

  override async heads(sessionId: string, channels: readonly Channel[]): Promise<Positions> {
    const { heads } = redisKeys(sessionId);
    const [, , [epoch, ...seqs]] = await this.#together<[number, number, [string, ...(string | null)[]]]>([
      ['hsetnx', heads, epochField, uuidv7()],
      ['expire', heads, idleSeconds],
      ['hmget', heads, epochField, ...channels],
    ]);
    return { epoch, seqs: Object.fromEntries(channels.map((channel, index) => [channel, Number(seqs[index] ?? 0)])) };
  }

  override async latest(sessionId: string, channel: Channel, count: number): Promise<LogEntry[]> {
    const keys = redisKeys(sessionId);
    const [head, rows, removed] = await this.#together<[string | null, StreamRow[], string[]?]>([
      ['hget', keys.heads, channel],
      ['xrevrange', keys.stream(channel), '+', '-', 'COUNT', count],
      ...askRemoved(sessionId, channel),
    ]);
    return head === null ? [] : entriesOf(rows, removed).reverse();
  }

  override async subscribe(sessionId: string, listener: LogListener): Promise<Subscription> {
    return this.#feeds.subscribe(sessionId, listener).catch(rethrowRedisError);
  }

  async #allHeads(sessionId: string): Promise<Positions> {
    const { heads } = redisKeys(sessionId);
    const [, fields] = await this.#together<[number, Record<string, string> | string[]]>([
      ['hsetnx', heads, epochField, uuidv7()],
      ['hgetall', heads],
    ]);
    const { [epochField]: epoch = '', ...seqs } = asRecord(fields);
    return {
      epoch,
      seqs: Object.fromEntries(Object.entries(seqs).map(([channel, seq]) => [channel, Number(seq)])),
    };
  }

  async #entryAt(sessionId: string, { channel, seq }: LogEntry): Promise<LogEntry | undefined> {
    const [rows, removed] = await this.#together<[StreamRow[], string[]?]>([
      ['xrange', redisKeys(sessionId).stream(channel), `${seq}-0`, `${seq}-0`],
      ...askRemoved(sessionId, channel),
    ]);
    return entriesOf(rows, removed)[0];
  }

  /** Awaited before the append: an acknowledged entry is never one that the archiver does not look for. */
  #announce(sessionId: string): Promise<void> | undefined {
    const now = Date.now();
    return now - (this.#announced.get(sessionId) ?? 0) < announceEveryMs ? undefined : this.#announceAt(sessionId, now);
  }

  async #announceAt(sessionId: string, now: number): Promise<void> {
    await this.connections.commands.zadd(activeSessionsKey, now, sessionId);
    this.#announced.delete(sessionId);
    this.#announced.set(sessionId, now);
    for (const [other, announcedAt] of this.#announced) {
      if (now - announcedAt < announceEveryMs) break;
      this.#announced.delete(other);
    }
  }

  /** Runs commands on one session's keys as a transaction, so that they see one state. */
  async #together<Results extends unknown[]>(commands: Command[]): Promise<Results> {
    try {
      const replies = (await this.connections.commands.multi(commands).exec()) ?? [];
      return replies.map(([error, value]) => {
        if (error) throw error;
        return value;
      }) as Results;
    } catch (error) {
      return rethrowRedisError(error);
    }
  }
}

/** A stream never changes: what was taken away since is left out when it is read. */
const askRemoved = (sessionId: string, channel: Channel): Command[] =>
  holdsTexts(channel) ? [['smembers', redisKeys(sessionId).removed]] : [];

function entriesOf(rows: readonly StreamRow[], removed: readonly string[] = []): LogEntry[] {
  const takenAway = new Set(removed);
  return rows.map((row) => asLeft(parseRow(row), takenAway));
}

/** HGETALL inside a transaction answers a flat list or an object, depending on the protocol. */
function asRecord(fields: Record<string, string> | string[]): Record<string, string> {
  if (!Array.isArray(fields)) return fields;
  return Object.fromEntries(
    fields.flatMap((field, index) => (index % 2 === 0 ? [[field, fields[index + 1] ?? '']] : [])),
  );
}
