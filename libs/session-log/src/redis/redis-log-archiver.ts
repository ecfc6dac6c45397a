import { Logger } from '@nestjs/common';
import type { Channel, LogEntry } from '#libs/contracts';
import { errorFields, type RedisClient } from '#libs/platform';
import { LogArchiver } from '../log-archiver.js';
import { isUnstorable, type SessionArchive } from '../session-archive.store.js';
import { activeSessionsKey, redisKeys } from './redis-keys.js';
import { parseRow } from './stream-row.js';

const batchSize = 500;
const hourMs = 3_600_000;

/**
 * Archives the streams. Redis itself keeps how far that went, in the slot of the session: both are lost together or not,
 * and each append notes its channel there in the same step. Which sessions to look at is a set beside: PostgreSQL knows
 * the sessions too, but this library stands below the feature that owns them.
 */
export class RedisLogArchiver extends LogArchiver {
  readonly #logger = new Logger(LogArchiver.name);

  constructor(
    private readonly redis: RedisClient,
    private readonly archived: SessionArchive,
  ) {
    super();
  }

  override async archive(): Promise<number> {
    const startedAt = Date.now();
    const sessions = await this.redis.zrange(activeSessionsKey, '0', '-1');
    let copied = 0;
    let failed = false;
    for (const sessionId of sessions) {
      try {
        copied += await this.#archiveSession(sessionId);
      } catch (error) {
        failed = true;
        this.#logger.warn({ sessionId, err: errorFields(error as Error) }, 'session could not be archived');
      }
    }
    // appending announces the session again, long before this hour has passed
    if (!failed) await this.redis.zremrangebyscore(activeSessionsKey, '-inf', startedAt - hourMs);
    return copied;
  }

  async #archiveSession(sessionId: string): Promise<number> {
    const keys = redisKeys(sessionId);
    const waiting = Object.entries(await this.redis.hgetall(keys.unarchived)) as [Channel, string][];
    let copied = 0;
    for (const [channel, from] of waiting) copied += await this.#archiveChannel(sessionId, channel, Number(from));
    return copied;
  }

  async #archiveChannel(sessionId: string, channel: Channel, from: number): Promise<number> {
    const stream = redisKeys(sessionId).stream(channel);
    let copied = 0;
    for (let next = from; ;) {
      const rows = await this.redis.xrange(stream, `${next}-0`, '+', 'COUNT', batchSize);
      const entries = rows.map(parseRow);
      const last = entries.at(-1);
      if (last === undefined) return copied;
      await this.#copy(sessionId, entries);
      await this.#advance(sessionId, last);
      copied += entries.length;
      next = last.seq + 1;
      if (rows.length < batchSize) return copied;
    }
  }

  /** One entry that PostgreSQL refuses must not keep the others out of the archive. */
  async #copy(sessionId: string, entries: LogEntry[]): Promise<void> {
    try {
      await this.archived.copy(entries.map((entry) => ({ sessionId, entry })));
    } catch (error) {
      if (!isUnstorable(error)) throw error;
      const [only] = entries;
      if (entries.length > 1 || only === undefined) for (const entry of entries) await this.#copy(sessionId, [entry]);
      else this.#logger.error({ sessionId, id: only.id, seq: only.seq }, 'entry can not be archived');
    }
  }

  async #advance(sessionId: string, { epoch, channel, seq }: LogEntry): Promise<void> {
    const { heads, unarchived } = redisKeys(sessionId);
    await this.redis.advanceArchive(heads, unarchived, epoch, channel, seq);
  }
}
