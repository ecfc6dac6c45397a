import { type Channel, DomainError, type LogEntry, type SessionEvent } from '#libs/contracts';
import { removalId } from '../removed-text.js';
import { isUnstorable, type SessionArchive } from '../session-archive.store.js';
import type { SessionMemory } from './session-memory.js';

type NewEvent = { sessionId: string; channel: Channel; event: SessionEvent; id: string };
type Waiting = NewEvent & { resolve: (entry: LogEntry) => void; reject: (error: unknown) => void };
type Numbered = { waiting: Waiting; entry: LogEntry };

interface WriterOwner {
  session(sessionId: string): Promise<SessionMemory>;
  stored(sessionId: string, entry: LogEntry): void;
  /** Whether the last entries were stored is not known: what is remembered of the session may be wrong. */
  failed(sessionId: string): void;
}

const mostInGroup = 500;

/**
 * Numbers and stores entries in groups, one group at a time: what comes while one is written is the next. So a quiet
 * log writes at once, and a busy one shares a commit among everything that a commit takes time for (about a
 * millisecond, and never more than a slow disk's tens of them).
 */
export class GroupWriter {
  #queue: Waiting[] = [];
  readonly #pending = new Map<string, Promise<LogEntry>>();
  readonly #busySessions = new Map<string, number>();
  #running = false;

  constructor(
    private readonly archive: SessionArchive,
    private readonly owner: WriterOwner,
  ) {}

  /** The same id again, while the first is under way, is the same entry. */
  write(event: NewEvent): Promise<LogEntry> {
    const key = `${event.sessionId} ${event.id}`;
    const underWay = this.#pending.get(key);
    if (underWay !== undefined) return underWay;
    const written = new Promise<LogEntry>((resolve, reject) => this.#queue.push({ ...event, resolve, reject })).finally(
      () => {
        this.#pending.delete(key);
        this.#count(event.sessionId, -1);
      },
    );
    this.#pending.set(key, written);
    this.#count(event.sessionId, 1);
    void this.#run();
    return written;
  }

  isWriting(sessionId: string): boolean {
    return this.#busySessions.has(sessionId);
  }

  #count(sessionId: string, change: number): void {
    const count = (this.#busySessions.get(sessionId) ?? 0) + change;
    if (count === 0) this.#busySessions.delete(sessionId);
    else this.#busySessions.set(sessionId, count);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    // what one turn of the event loop appends goes into one group
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) await this.#writeGroup(this.#queue.splice(0, mostInGroup));
    this.#running = false;
  }

  async #writeGroup(group: Waiting[]): Promise<void> {
    try {
      const sessions = new Map<string, SessionMemory>();
      for (const { sessionId } of group) sessions.set(sessionId, await this.owner.session(sessionId));
      const fresh = await this.#answerKnown(group, sessions);
      const numbered = numberedIn(sessions, fresh);
      if (numbered.length > 0)
        await this.archive.add(numbered.map(({ waiting, entry }) => ({ sessionId: waiting.sessionId, entry })));
      for (const { waiting, entry } of numbered) {
        const added = sessions.get(waiting.sessionId)?.add(entry) ?? entry;
        this.owner.stored(waiting.sessionId, added);
        waiting.resolve(added);
      }
    } catch (error) {
      await this.#giveUp(group, error);
    }
  }

  /** Older entries are not in memory: whether an id was used is asked of the table, whose index knows all. */
  async #answerKnown(group: Waiting[], sessions: ReadonlyMap<string, SessionMemory>): Promise<Waiting[]> {
    const known = new Map<string, LogEntry>();
    for (const [sessionId, session] of sessions) {
      const ids = group.flatMap((waiting) => (waiting.sessionId === sessionId ? idsToLookFor(waiting) : []));
      for (const entry of await this.archive.byEventId(sessionId, ids)) {
        known.set(`${sessionId} ${entry.id}`, entry);
        if (entry.event.type === 'chat.removed') session.removeText(entry.event.message);
      }
    }
    return group.filter((waiting) => {
      const entry = known.get(`${waiting.sessionId} ${waiting.id}`);
      if (entry !== undefined) waiting.resolve(entry);
      return entry === undefined;
    });
  }

  /** An entry that PostgreSQL refuses must not take with it those that happened to be written beside it. */
  async #giveUp(group: Waiting[], error: unknown): Promise<void> {
    const refused = isUnstorable(error);
    if (refused && group.length > 1) {
      for (const waiting of group) await this.#writeGroup([waiting]);
      return;
    }
    for (const { sessionId, reject } of group) {
      if (!refused) this.owner.failed(sessionId);
      reject(refused ? error : unavailable(error));
    }
  }
}

/** A translation may come when its message was taken away before this process knew the session. */
const idsToLookFor = ({ id, event }: NewEvent): string[] =>
  event.type === 'chat.translation' ? [id, removalId(event.message)] : [id];

const unavailable = (cause: unknown) =>
  cause instanceof DomainError ? cause : new DomainError('server.unavailable', undefined, {}, { cause });

function numberedIn(sessions: ReadonlyMap<string, SessionMemory>, group: Waiting[]): Numbered[] {
  const at = new Date().toISOString();
  const last = new Map<string, number>();
  return group.flatMap((waiting) => {
    const { sessionId, channel, event, id } = waiting;
    const session = sessions.get(sessionId);
    if (session === undefined) return [];
    const key = `${sessionId} ${channel}`;
    const seq = (last.get(key) ?? session.head(channel)) + 1;
    last.set(key, seq);
    return [{ waiting, entry: { channel, epoch: session.epoch, seq, id, at, event } }];
  });
}
