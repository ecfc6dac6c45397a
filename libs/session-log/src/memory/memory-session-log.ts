import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { type Channel, DomainError, type LogEntry, type Positions, type SessionEvent } from '#libs/contracts';
import { GapFiller } from '../gap-filler.js';
import { Listeners } from '../listeners.js';
import type { SessionArchive } from '../session-archive.store.js';
import { type LogListener, type LogRead, type Position, SessionLog, type Subscription } from '../session-log.js';
import { GroupWriter } from './group-writer.js';
import { SessionMemory } from './session-memory.js';

/** Sessions beyond this many are forgotten, the longest unused first, unless somebody listens: the table has them. */
const mostSessions = 200;

type Feed = { listeners: Listeners; filler: GapFiller };

/**
 * The log of a single process, written through to PostgreSQL. An entry is acknowledged and published when its group is
 * committed, so that a killed process loses nothing it acknowledged; the next one continues from the table.
 */
export class MemorySessionLog extends SessionLog {
  readonly #sessions = new Map<string, Promise<SessionMemory>>();
  readonly #feeds = new Map<string, Feed>();
  readonly #writer: GroupWriter;

  constructor(
    private readonly archive: SessionArchive,
    private readonly keep: number,
  ) {
    super();
    this.#writer = new GroupWriter(archive, {
      session: (sessionId) => this.#session(sessionId),
      stored: (sessionId, entry) => this.#feeds.get(sessionId)?.filler.receive(entry),
      failed: (sessionId) => this.#sessions.delete(sessionId),
    });
  }

  override async append(sessionId: string, channel: Channel, event: SessionEvent, id: string): Promise<LogEntry> {
    const session = await this.#session(sessionId);
    return session.withId(id) ?? this.#writer.write({ sessionId, channel, event, id });
  }

  override async read(sessionId: string, channel: Channel, after: Position, limit: number): Promise<LogRead> {
    const session = await this.#session(sessionId);
    if (after.epoch !== session.epoch || after.seq > session.head(channel)) return { kind: 'resync' };
    if (after.seq === session.head(channel)) return { kind: 'entries', entries: [], more: false };
    const kept = await this.#entries(sessionId, session, channel);
    const start = after.seq + 1 - (kept[0]?.seq ?? 0);
    if (start < 0) return { kind: 'resync' };
    return {
      kind: 'entries',
      entries: kept.slice(start, start + limit),
      more: kept.length > start + limit,
    };
  }

  override async heads(sessionId: string, channels: readonly Channel[]): Promise<Positions> {
    return (await this.#session(sessionId)).heads(channels);
  }

  override async latest(sessionId: string, channel: Channel, count: number): Promise<LogEntry[]> {
    const session = await this.#session(sessionId);
    return (await this.#entries(sessionId, session, channel)).slice(-count);
  }

  override async subscribe(sessionId: string, listener: LogListener): Promise<Subscription> {
    const session = await this.#session(sessionId);
    const feed = this.#feeds.get(sessionId) ?? this.#open(sessionId, session);
    feed.listeners.add(listener);
    const unsubscribe = async () => {
      feed.listeners.delete(listener);
      if (feed.listeners.size > 0 || this.#feeds.get(sessionId) !== feed) return;
      feed.filler.stop();
      this.#feeds.delete(sessionId);
    };
    return { from: feed.filler.positions, unsubscribe };
  }

  #open(sessionId: string, session: SessionMemory): Feed {
    const listeners = new Listeners();
    const filler = new GapFiller((channel, after) => this.read(sessionId, channel, after, 500), listeners, pause);
    filler.start(session.heads());
    const feed = { listeners, filler };
    this.#feeds.set(sessionId, feed);
    return feed;
  }

  #session(sessionId: string): Promise<SessionMemory> {
    const known = this.#sessions.get(sessionId);
    const session = known ?? this.#load(sessionId);
    // a map keeps the order of insertion: the front is the longest unused
    this.#sessions.delete(sessionId);
    this.#sessions.set(sessionId, session);
    if (known === undefined) this.#forgetUnused();
    return session;
  }

  async #load(sessionId: string): Promise<SessionMemory> {
    try {
      const stored = await this.archive.heads(sessionId);
      const session = new SessionMemory(stored?.epoch ?? uuidv7(), stored?.seqs ?? new Map(), this.keep);
      // after a write whose outcome was lost, the table may hold entries that nobody has heard of
      this.#feeds.get(sessionId)?.filler.catchUp(session.heads());
      return session;
    } catch (error) {
      this.#sessions.delete(sessionId);
      throw new DomainError('server.unavailable', undefined, {}, { cause: error });
    }
  }

  #forgetUnused(): void {
    for (const sessionId of this.#sessions.keys()) {
      if (this.#sessions.size <= mostSessions) return;
      if (!this.#feeds.has(sessionId) && !this.#writer.isWriting(sessionId)) this.#sessions.delete(sessionId);
    }
  }

  async #entries(sessionId: string, session: SessionMemory, channel: Channel): Promise<readonly LogEntry[]> {
    for (let attempt = 0; attempt < 10; attempt++) {
      const kept = session.entries(channel);
      if (kept !== undefined) return kept;
      session.load(channel, await this.archive.tail(sessionId, channel, session.epoch, this.keep));
    }
    // the table is not what this process wrote: start from it
    this.#sessions.delete(sessionId);
    throw new DomainError('server.unavailable');
  }
}
