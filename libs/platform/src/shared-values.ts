import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { ClientContext, Result } from 'ioredis';
import type { Settings } from '#libs/contracts';
import { openRedis, type RedisClient } from './open-redis.js';
import { redisAddress } from './redis-address.js';
import { listenForRemovals, type Removed, tellRemoved } from './removal-news.js';
import { SETTINGS } from './settings.js';

declare module 'ioredis' {
  // the type parameters must be those of the interface that is extended
  interface RedisCommander<Context extends ClientContext> {
    setTogether(numberOfKeys: number, ...keysTtlAndValues: (string | number)[]): Result<null, Context>;
  }
}

const setTogetherLua = `
for n, key in ipairs(KEYS) do redis.call('SET', key, ARGV[1 + n], 'PX', ARGV[1]) end
`;

/** Whoever reads is in a hurry, and can do without. Milliseconds. */
const patienceMs = 50;
/** So long a process that starts waits for it. Milliseconds. */
const startMs = 1000;

/**
 * Values that all processes may use and none needs: in Redis when REDIS_URL is set, else nowhere. While Redis is away
 * nothing is known, and nothing fails.
 */
@Injectable()
export class SharedValues implements OnModuleInit, OnApplicationShutdown {
  readonly #redis: RedisClient | null;
  readonly #news: RedisClient[] = [];

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    const address = redisAddress(settings);
    this.#redis =
      address === undefined
        ? null
        : openRedis(address, {
            connectionName: 'silkcast-values',
            connectTimeout: 1000,
            commandTimeout: patienceMs,
            maxRetriesPerRequest: 0,
            scripts: { setTogether: { lua: setTogetherLua } },
          });
    // the session log, which can not do without Redis, tells that it is away
    this.#redis?.on('error', () => {});
  }

  async onModuleInit(): Promise<void> {
    const connected = this.#redis?.connect().catch(() => {});
    // It goes on trying; until then nothing is known. A cluster client that has to begin again never answers this call.
    await Promise.race([connected, pause(startMs, undefined, { ref: false })]);
  }

  onApplicationShutdown(): void {
    for (const client of this.#news) client.disconnect();
    this.#redis?.disconnect();
  }

  /** Whether there is no Redis: then a process has only what it keeps itself. */
  get away(): boolean {
    return this.#redis === null;
  }

  /**
   * One for each key; `null` for what is not known. Never rejects.
   *
   * @param keys of one hash tag (`prefix:{tag}:rest`), so that one node of a cluster has them all
   */
  async read(keys: readonly string[]): Promise<(string | null)[]> {
    const known = await this.#redis?.mget(...keys).catch(() => undefined);
    return known ?? keys.map(() => null);
  }

  /** Not waited for; what can not be written is not known. @param values by keys of one hash tag */
  write(values: ReadonlyMap<string, string>, ttlMs: number): void {
    if (values.size === 0) return;
    this.#redis?.setTogether(values.size, ...values.keys(), ttlMs, ...values.values()).catch(() => {});
  }

  /**
   * Resolves when it is gone and every process has been told, or Redis can not be reached: then it stays until its time
   * is over.
   */
  async remove(keys: readonly string[]): Promise<void> {
    const redis = this.#redis;
    if (redis === null) return;
    await Promise.all(keys.map((key) => redis.del(key).catch(() => 0)));
    await tellRemoved(redis, keys);
  }

  /** For who keeps values near: `heard` is told what any process removed, and of `any` after it was cut off. */
  onRemoved(heard: (removed: Removed) => void): void {
    const address = redisAddress(this.settings);
    if (address !== undefined) this.#news.push(listenForRemovals(address, heard));
  }
}
