import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { Settings } from '#libs/contracts';
import { openRedis, type RedisClient } from './open-redis.js';
import { type RedisAddress, redisAddress } from './redis-address.js';
import { SETTINGS } from './settings.js';
import { SharedLimiter } from './shared-limiter.js';

/** So many `points` in so many `seconds`, counted from the first. */
export type RateLimit = { points: number; seconds: number };

/** Whoever is counted is waiting: a Redis that takes longer is gone without. Milliseconds. */
const redisPatienceMs = 250;

/**
 * Counts how often something is done, for all processes together: in Redis when REDIS_URL is set, else in memory. While
 * Redis is away each process counts for itself, so that a limit is then too generous rather than a wall.
 */
@Injectable()
export class RateLimits implements OnModuleInit, OnApplicationShutdown {
  readonly #redis: RedisClient | null;
  readonly #limiters = new Map<string, SharedLimiter>();

  constructor(@Inject(SETTINGS) settings: Settings) {
    const address = redisAddress(settings);
    this.#redis = address === undefined ? null : connectionTo(address);
  }

  async onModuleInit(): Promise<void> {
    // it goes on trying; until then memory counts
    await this.#redis?.connect().catch(() => {});
  }

  onApplicationShutdown(): void {
    this.#redis?.disconnect();
  }

  /**
   * Takes one point of `key`, which belongs to the limit called `name`.
   *
   * @returns 0, or in how many milliseconds there is a point again
   */
  take(name: string, key: string, limit: RateLimit): Promise<number> {
    return this.#limiter(name, limit).take(key);
  }

  /** Gives a point back that was taken. It never fails: at worst the point is missing until the limit's time is over. */
  giveBack(name: string, key: string, limit: RateLimit): Promise<void> {
    return this.#limiter(name, limit).giveBack(key);
  }

  /** A limit with other figures is another limit: its count begins anew. */
  #limiter(name: string, { points, seconds }: RateLimit): SharedLimiter {
    const keyPrefix = `limit:${name}:${points}/${seconds}`;
    let limiter = this.#limiters.get(keyPrefix);
    if (limiter === undefined) {
      const options = { keyPrefix, points, duration: seconds };
      const memory = new RateLimiterMemory(options);
      limiter = new SharedLimiter(
        this.#redis === null
          ? memory
          : new RateLimiterRedis({
              ...options,
              storeClient: this.#redis,
              rejectIfRedisNotReady: true,
              insuranceLimiter: memory,
            }),
      );
      this.#limiters.set(keyPrefix, limiter);
    }
    return limiter;
  }
}

function connectionTo(address: RedisAddress): RedisClient {
  const redis = openRedis(address, {
    connectionName: 'silkcast-limits',
    connectTimeout: 1000,
    commandTimeout: redisPatienceMs,
    maxRetriesPerRequest: 0,
  });
  // the session log, which can not do without Redis, tells that it is away
  redis.on('error', () => {});
  return redis;
}
