import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { LogEntry, SessionEventOf } from '#libs/contracts';
import { Database } from '#libs/database';
import { Health, loadSettings, type RedisAddress, redisAddress } from '#libs/platform';
import type { SessionLog } from '../src/session-log.js';
import { closeRedis, connectRedis, type RedisConnections } from '../src/redis/redis-connections.js';

// the faults of these tests are made on purpose
Logger.overrideLogger(false);

/** An event that differs from every other one. */
export const aPin = (): SessionEventOf<'stock.changed'> => ({
  type: 'stock.changed',
  variantId: uuidv7(),
  stock: { onHand: 5, held: 1, sold: 0, available: 4 },
  at: '2026-11-22T09:30:00.000Z',
});

/** A message of somebody's, its translation into French, and that it was taken away. */
export function aRemovedMessage(text: string) {
  const [message, at] = [uuidv7(), '2026-11-22T09:30:00.000Z'];
  const author = { id: uuidv7(), name: 'Ana', role: null, simulated: false };
  const said: SessionEventOf<'chat.message'> = {
    type: 'chat.message',
    message,
    author,
    lang: 'en',
    text,
    replyTo: null,
    at,
  };
  const translated: SessionEventOf<'chat.translation'> = {
    type: 'chat.translation',
    message,
    lang: 'fr',
    from: 'en',
    text: `${text} en français`,
    engine: 'tests',
    machine: true,
    lagMs: 3,
    flags: [],
  };
  const removed: SessionEventOf<'chat.removed'> = { type: 'chat.removed', message, at };
  return { message, said, translated, removed };
}

/** A segment of speech in two languages, and its retraction. */
export function aRetractedSegment(text: string) {
  const segment = uuidv7();
  const caption = (lang: string, over: Partial<SessionEventOf<'caption'>> = {}): SessionEventOf<'caption'> => ({
    type: 'caption',
    segment,
    n: 1,
    lang,
    from: 'en',
    rev: 1,
    sourceRev: 1,
    state: 'final',
    text: `${text} (${lang})`,
    stable: 4,
    t0: 0,
    t1: 900,
    engine: 'tests',
    machine: true,
    lagMs: 3,
    flags: [],
    ...over,
  });
  return { segment, caption, retracted: caption('en', { rev: 2, state: 'retracted', text: '', stable: 0 }) };
}

export function aListener() {
  const heard: (LogEntry | 'lost')[] = [];
  return {
    heard,
    listener: { entry: (entry: LogEntry) => void heard.push(entry), lost: () => void heard.push('lost') },
  };
}

/** Tries until the check passes, for five seconds. */
export async function eventually(check: () => void | Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await check();
    } catch (error) {
      if (attempt === 250) throw error;
      await pause(20);
    }
  }
}

/** Appends one entry after the other until it is stopped; when it gets no answer it asks again, as clients do. */
export class SteadyWriter {
  readonly acknowledged: LogEntry[] = [];
  #writing = true;
  readonly #work: Promise<void>;

  constructor(
    private readonly log: SessionLog,
    readonly sessionId: string,
  ) {
    this.#work = this.#write();
  }

  /** @returns everything that was acknowledged */
  async stop(): Promise<LogEntry[]> {
    this.#writing = false;
    await this.#work;
    return this.acknowledged;
  }

  async #write(): Promise<void> {
    while (this.#writing) {
      const [id, event] = [uuidv7(), aPin()];
      await eventually(
        async () => void this.acknowledged.push(await this.log.append(this.sessionId, 'chat', event, id)),
      );
    }
  }
}

export const testSettings = () => loadSettings({ TOKEN_SIGNING_KEY: 'A'.repeat(43) });

/** Opens connections to the real stores, and closes all of them at the end. */
export class TestStores {
  readonly #opened: (() => unknown)[] = [];

  database(): Database {
    const database = new Database(testSettings(), new Health());
    this.#opened.push(() => database.onApplicationShutdown());
    return database;
  }

  /** @param url several addresses, separated by commas, are a cluster's */
  redis(url = testSettings().REDIS_URL): RedisConnections {
    const connections = connectRedis(redisAddress({ REDIS_URL: url, REDIS_CLUSTER: false }) as RedisAddress);
    this.#opened.push(() => closeRedis(connections));
    return connections;
  }

  async close(): Promise<void> {
    for (const close of this.#opened.splice(0)) await close();
  }
}
