import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ProcessVitals, type Settings } from '#libs/contracts';
import { openRedis, type RedisClient } from '../open-redis.js';
import { redisAddress } from '../redis-address.js';
import { SETTINGS } from '../settings.js';

const known = 'silkcast:{processes}';
const keyOf = (id: string) => `${known}:${id}`;
/** Who has not reported for so long is not there any more; Redis itself counts. Milliseconds. */
const forgetMs = 20_000;

/**
 * Where the processes of the house tell of themselves, and anybody of them reads of all: in Redis, or in this process
 * when it is the only one. While Redis is away a process knows of itself alone.
 */
@Injectable()
export class ProcessBoard implements OnApplicationShutdown {
  readonly #redis: RedisClient | null;
  #own: ProcessVitals | null = null;

  constructor(@Inject(SETTINGS) settings: Settings) {
    const address = redisAddress(settings);
    this.#redis =
      address === undefined
        ? null
        : openRedis(address, { connectionName: 'silkcast-processes', commandTimeout: 1000, maxRetriesPerRequest: 0 });
    // the session log, which can not do without Redis, tells that it is away
    this.#redis?.on('error', () => {});
  }

  async report(vitals: ProcessVitals): Promise<void> {
    this.#own = vitals;
    if (this.#redis === null) return;
    // nobody waits for it: what could not be told now is told with the next
    await Promise.all([
      this.#redis.set(keyOf(vitals.id), JSON.stringify(vitals), 'PX', forgetMs),
      this.#redis.sadd(known, vitals.id),
    ]).catch(() => {});
  }

  /** The oldest process first. */
  async read(): Promise<ProcessVitals[]> {
    const others = await this.#others().catch(() => []);
    const all = new Map([...others, ...(this.#own === null ? [] : [this.#own])].map((one) => [one.id, one]));
    return [...all.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  }

  onApplicationShutdown(): void {
    this.#redis?.disconnect();
  }

  async #others(): Promise<ProcessVitals[]> {
    if (this.#redis === null) return [];
    const ids = await this.#redis.smembers(known);
    if (ids.length === 0) return [];
    const reports = await this.#redis.mget(...ids.map(keyOf));
    const gone = ids.filter((_, index) => reports[index] === null);
    if (gone.length > 0) await this.#redis.srem(known, ...gone);
    // a process of another version may tell something else
    return reports.flatMap((report) => ProcessVitals.safeParse(JSON.parse(report ?? 'null')).data ?? []);
  }
}
