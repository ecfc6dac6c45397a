import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { OutboxEvent } from '#libs/database';
import { OutboxStore } from '#libs/database';
import { OwnRedis } from '../../../tests/support/own-redis.js';
import { aPin, eventually, TestStores } from '../testing/log-fixtures.js';
import { Outbox } from './outbox.js';
import { RedisSessionLog } from './redis/redis-session-log.js';

describe('the outbox', () => {
  const stores = new TestStores();
  const database = stores.database();
  const store = new OutboxStore(database);
  let redis: OwnRedis;
  let log: RedisSessionLog;
  let outbox: Outbox;
  beforeAll(async () => {
    redis = await OwnRedis.start();
    log = new RedisSessionLog(stores.redis(redis.url), 100);
    outbox = new Outbox(store, log);
  });
  afterEach(() => redis.thaw());
  afterAll(async () => {
    await stores.close();
    await redis?.stop();
  });

  const decided = async (count: number): Promise<OutboxEvent[]> => {
    const sessionId = uuidv7();
    const events = Array.from({ length: count }, () => ({
      id: uuidv7(),
      sessionId,
      channel: 'control' as const,
      event: aPin(),
    }));
    await store.write(database.pool, events);
    return events;
  };
  const waiting = async (events: readonly OutboxEvent[]): Promise<number> => {
    const { rows } = await database.pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM outbox_event WHERE id = ANY($1::uuid[]) AND delivered_at IS NULL',
      [events.map(({ id }) => id)],
    );
    return rows[0]?.count ?? 0;
  };
  const heardOf = async ([first]: readonly OutboxEvent[]): Promise<string[]> =>
    (await log.latest(first?.sessionId ?? '', 'control', 10)).map(({ id }) => id);

  it('has the log tell what was decided, in order, before whoever decided it is answered', async () => {
    const events = await decided(3);
    await outbox.deliver(events);
    expect(await heardOf(events)).toEqual(events.map(({ id }) => id));
    await eventually(async () => expect(await waiting(events)).toBe(0));
  });

  it('lets nobody wait for a log that does not answer, and tells it as soon as it does', async () => {
    const events = await decided(2);
    redis.freeze();
    const startedAt = performance.now();
    await outbox.deliver(events);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(await waiting(events)).toBe(2);
    redis.thaw();
    await eventually(async () => expect(await waiting(events)).toBe(0));
    expect(await heardOf(events)).toEqual(events.map(({ id }) => id));
  });

  it('keeps what the log missed for the relay, which tells it once', async () => {
    const events = await decided(3);
    await redis.vanish();
    await Promise.all([outbox.deliver(events), outbox.deliver(events.slice(0, 1))]);
    expect(await waiting(events)).toBe(3);
    await redis.comeBack();
    await eventually(async () => {
      await outbox.relay();
      expect(await waiting(events)).toBe(0);
    });
    await outbox.deliver(events);
    expect(await heardOf(events)).toEqual(events.map(({ id }) => id));
  });
});
