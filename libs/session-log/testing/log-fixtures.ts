import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { LogEntry, SessionEventOf } from '#libs/contracts';
import { Database } from '#libs/database';
import { Health, loadSettings, type RedisAddress, redisAddress } from '#libs/platform';
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
