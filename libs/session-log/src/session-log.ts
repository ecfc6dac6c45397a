import type { Channel, LogEntry, Positions, SessionEvent } from '#libs/contracts';

/** A place in one channel: the epoch that numbered it, and a `seq`. `seq` 0 is before the first entry. */
export interface Position {
  epoch: string;
  seq: number;
}

/**
 * `more` says that the limit cut the answer short. `resync` means that the log can not tell what came after the
 * position: it numbers anew (another epoch), or no longer reaches back so far. Start from a snapshot then.
 */
export type LogRead = { kind: 'entries'; entries: LogEntry[]; more: boolean } | { kind: 'resync' };

/** Called in order of `seq` per channel. Must not throw and must not wait. */
export interface LogListener {
  entry(entry: LogEntry): void;
  /** Entries were missed that the log no longer holds, or the log numbers anew: what follows does not join on. */
  lost(): void;
}

export interface Subscription {
  /** The listener hears of everything after these positions. A channel that they do not name begins at 0. */
  from: Positions;
  unsubscribe: () => Promise<void>;
}

/**
 * The one way to the audience of a session: a numbered log per channel, that pushes what is appended to everyone who
 * subscribed, on any node.
 *
 * Every implementation guarantees:
 * - `seq` starts at 1 and is gapless and strictly increasing per (epoch, channel), whoever appends, from any process.
 *   All channels of a session share one epoch; it is new only when the numbering was lost.
 * - An entry never changes but for one thing: once `chat.removed` of a message is appended, whoever reads finds no text
 *   in the message and its translations, only its SHA-256, also in those that are appended later. Their places stay. The
 *   same holds for the captions of a segment, in every language, once one of them is appended as `retracted`.
 * - `append` with an `id` that the session has seen returns the entry that exists and publishes nothing: a retry after
 *   a lost answer is safe. Ids are remembered for at least an hour, those of durable events for at least a day.
 * - `append` resolves when the entry is as durable as the twin promises: in memory, when it is committed in PostgreSQL;
 *   on Redis, when Redis has executed it (its append-only file must be on to survive a crash of Redis).
 *   It rejects with `server.unavailable` when the store can not be reached in time. The entry may exist nevertheless.
 * - An entry is readable before any listener hears of it. So whoever subscribes, and then reads up to where the
 *   subscription begins, has everything, and nothing twice.
 * - A listener hears of every entry after `from` once, in order per channel, also when the connection to the store broke
 *   in between; when that is impossible, it hears `lost`. It may hear of some before `subscribe` resolves.
 *   Order between channels is not promised.
 * - The last SESSION_LOG_KEEP entries of a channel are readable; older ones may be gone (then `read` says `resync`)
 *   and are found in the SessionArchive.
 */
export abstract class SessionLog {
  /** `id` names the event: a UUID, or what makes a retry the same event. */
  abstract append(sessionId: string, channel: Channel, event: SessionEvent, id: string): Promise<LogEntry>;

  /** The entries after a position, oldest first. */
  abstract read(sessionId: string, channel: Channel, after: Position, limit: number): Promise<LogRead>;

  /** Where the channels end now. A channel without entries has `seq` 0. */
  abstract heads(sessionId: string, channels: readonly Channel[]): Promise<Positions>;

  /** The last entries of a channel, oldest first. */
  abstract latest(sessionId: string, channel: Channel, count: number): Promise<LogEntry[]>;

  /** Listens to every channel of a session. Listeners of one process share one subscription. */
  abstract subscribe(sessionId: string, listener: LogListener): Promise<Subscription>;
}
