import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { openRedis, type RedisClient } from './open-redis.js';
import { redisAddress } from './redis-address.js';
import { SETTINGS } from './settings.js';

/** Whoever reads is in a hurry, and can do without. Milliseconds. */
const patienceMs = 50;

/**
 * Values that all processes may use and none needs: in Redis when REDIS_URL is set, else nowhere. While Redis is away
 * nothing is known, and nothing fails.
 */
@Injectable()
export class SharedValues implements OnModuleInit, OnApplicationShutdown {
  readonly #redis: RedisClient | null;

  constructor(@Inject(SETTINGS) settings: Settings) {
    const address = redisAddress(settings);
    this.#redis =
      address === undefined
        ? null
        : openRedis(address, {
            connectionName: 'silkcast-values',
            connectTimeout: 1000,
            commandTimeout: patienceMs,
            maxRetriesPerRequest: 0,
          });
    // the session log, which can not do without Redis, tells that it is away
    this.#redis?.on('error', () => {});
  }

  async onModuleInit(): Promise<void> {
    // it goes on trying; until then nothing is known
    await this.#redis?.connect().catch(() => {});
  }

  onApplicationShutdown(): void {
    this.#redis?.disconnect();
  }

  /** Whether there is no Redis: then a process has only what it keeps itself. */
  get away(): boolean {
    return this.#redis === null;
  }

  /** One for each key; `null` for what is not known. Never rejects. */
  async read(keys: readonly string[]): Promise<(string | null)[]> {
    const redis = this.#redis;
    if (redis === null) return keys.map(() => null);
    // one by one: in a cluster they lie on different nodes, and ioredis sends them together all the same
    return Promise.all(keys.map((key) => redis.get(key).catch(() => null)));
  }

  /** Not waited for; what can not be written is not known. */
  write(key: string, value: string, ttlMs: number): void {
    this.#redis?.set(key, value, 'PX', ttlMs).catch(() => {});
  }

  /** Resolves when it is gone, or Redis can not be reached: then it stays until its time is over. */
  async remove(keys: readonly string[]): Promise<void> {
    const redis = this.#redis;
    if (redis !== null) await Promise.all(keys.map((key) => redis.del(key).catch(() => 0)));
  }
}
