import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { quietSettings } from '../../../tests/support/feature.js';
import { OwnRedis } from '../../../tests/support/own-redis.js';
import { RateLimits } from './rate-limits.js';

const two = { points: 2, seconds: 30 };

async function openLimits(settings: Record<string, string> = {}) {
  const limits = new RateLimits(quietSettings(settings));
  await limits.onModuleInit();
  return limits;
}

describe('limits in one process', () => {
  it('let so many through, then say how many milliseconds to wait', async () => {
    const limits = await openLimits();
    expect([await limits.take('posts', 'a', two), await limits.take('posts', 'a', two)]).toEqual([0, 0]);
    const wait = await limits.take('posts', 'a', two);
    expect(wait).toBeGreaterThan(29_000);
    expect(wait).toBeLessThanOrEqual(30_000);
    expect(await limits.take('posts', 'b', two)).toBe(0);
    expect(await limits.take('claims', 'a', two)).toBe(0);
  });

  it('have a point again that was given back', async () => {
    const limits = await openLimits();
    expect([await limits.take('posts', 'a', two), await limits.take('posts', 'a', two)]).toEqual([0, 0]);
    await limits.giveBack('posts', 'a', two);
    expect(await limits.take('posts', 'a', two)).toBe(0);
    expect(await limits.take('posts', 'a', two)).toBeGreaterThan(0);
  });

  it('let exactly so many through of those who come at the same moment, the first of them', async () => {
    const limits = await openLimits();
    const waits = await Promise.all(Array.from({ length: 5 }, () => limits.take('posts', 'a', two)));
    expect(waits.map((wait) => wait === 0)).toEqual([true, true, false, false, false]);
    expect(await limits.take('posts', 'b', two)).toBe(0);
  });

  it('are open again after their time', async () => {
    const limits = await openLimits();
    const one = { points: 1, seconds: 1 };
    await limits.take('posts', 'a', one);
    const wait = await limits.take('posts', 'a', one);
    await new Promise((resolve) => setTimeout(resolve, wait + 20));
    expect(await limits.take('posts', 'a', one)).toBe(0);
  });
});

describe('limits of several processes', () => {
  let redis: OwnRedis;
  beforeAll(async () => void (redis = await OwnRedis.start()));
  afterAll(() => redis.stop());

  it('are counted together, and go on in memory while Redis is away', async () => {
    const processes = await Promise.all([openLimits({ REDIS_URL: redis.url }), openLimits({ REDIS_URL: redis.url })]);
    const [one, other] = processes;
    const key = randomUUID();
    expect([await one.take('posts', key, two), await other.take('posts', key, two)]).toEqual([0, 0]);
    for (const limits of processes) {
      const wait = await limits.take('posts', key, two);
      expect(wait).toBeGreaterThan(28_000);
      expect(wait).toBeLessThanOrEqual(30_000);
    }

    const crowd = randomUUID();
    const rush = await Promise.all(
      Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? one : other).take('posts', crowd, two)),
    );
    expect(rush.filter((wait) => wait === 0)).toHaveLength(2);

    await redis.vanish();
    for (const limits of processes) {
      const begun = Date.now();
      const waits = [await limits.take('posts', key, two), await limits.take('posts', key, two)];
      expect(waits).toEqual([0, 0]);
      expect(await limits.take('posts', key, two)).toBeGreaterThan(28_000);
      expect(Date.now() - begun).toBeLessThan(1000);
      limits.onApplicationShutdown();
    }
  });

  it('do not wait for a Redis that does not answer', async () => {
    await redis.comeBack();
    const limits = await openLimits({ REDIS_URL: redis.url });
    redis.freeze();
    const begun = Date.now();
    expect(await limits.take('posts', randomUUID(), two)).toBe(0);
    expect(Date.now() - begun).toBeLessThan(1000);
    redis.thaw();
    limits.onApplicationShutdown();
  });
});
