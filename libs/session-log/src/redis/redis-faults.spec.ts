import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { LogEntry } from '#libs/contracts';
import { OwnRedis } from '../../../../tests/support/own-redis.js';
import { aListener, aPin, eventually, SteadyWriter, TestStores } from '../../testing/log-fixtures.js';
import { RedisSessionLog } from './redis-session-log.js';

const stores = new TestStores();
const servers: OwnRedis[] = [];
afterEach(() => stores.close());
afterAll(() => Promise.all(servers.map((server) => server.stop())));

async function aRedis(memory: 'remembers' | 'forgets') {
  const redis = await OwnRedis.start(memory);
  servers.push(redis);
  return { redis, openLog: () => new RedisSessionLog(stores.redis(redis.url), 5000) };
}

const epochsOf = (news: readonly (LogEntry | 'lost')[]) =>
  new Set(news.flatMap((entry) => (entry === 'lost' ? [] : [entry.epoch])));

describe('when Redis is killed under writers', () => {
  it('has everything that was acknowledged heard once and in order, if its append-only file is on', async () => {
    const { redis, openLog } = await aRedis('remembers');
    const sessionId = uuidv7();
    const [one, other] = [aListener(), aListener()];
    await Promise.all([one, other].map(({ listener }) => openLog().subscribe(sessionId, listener)));
    const writers = Array.from({ length: 4 }, () => new SteadyWriter(openLog(), sessionId));
    for (let round = 0; round < 3; round++) {
      await pause(150);
      await redis.vanish();
      await pause(100);
      await redis.comeBack();
    }
    const acknowledged = (await Promise.all(writers.map((writer) => writer.stop()))).flat();
    const last = await openLog().append(sessionId, 'chat', aPin(), uuidv7());
    for (const { heard } of [one, other]) {
      await eventually(() => expect(heard.at(-1)).toEqual(last));
      const entries = heard as LogEntry[];
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
      const ids = new Set(entries.map(({ id }) => id));
      expect(ids.size).toBe(entries.length);
      expect(acknowledged.filter(({ id }) => !ids.has(id))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(writers.length * 3);
  }, 30_000);

  it('has everybody told that the log numbers anew when it comes back empty, and everything after that heard', async () => {
    const { redis, openLog } = await aRedis('forgets');
    const sessionId = uuidv7();
    const quiet = uuidv7();
    const [room, silentRoom] = [aListener(), aListener()];
    const listening = openLog();
    await listening.subscribe(sessionId, room.listener);
    await listening.subscribe(quiet, silentRoom.listener);
    const before = await openLog().append(quiet, 'chat', aPin(), uuidv7());
    const writer = new SteadyWriter(openLog(), sessionId);
    await pause(100);
    await redis.vanish();
    await redis.comeBack();
    // also where nobody says anything: a client must not go on with positions that mean nothing any more
    await eventually(() => expect(silentRoom.heard).toEqual([before, 'lost']));
    await eventually(() => expect(room.heard).toContain('lost'));
    const acknowledged = await writer.stop();
    const last = await openLog().append(sessionId, 'chat', aPin(), uuidv7());
    await eventually(() => expect(room.heard.at(-1)).toEqual(last));
    expect(room.heard.filter((news) => news === 'lost')).toHaveLength(1);
    const lostAt = room.heard.indexOf('lost');
    const [old, anew] = [room.heard.slice(0, lostAt), room.heard.slice(lostAt + 1) as LogEntry[]];
    expect([...epochsOf(anew)]).toEqual([last.epoch]);
    expect(epochsOf(old).has(last.epoch)).toBe(false);
    // what came before the loss was noticed is in the log; who resyncs reads it there
    const seqs = anew.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] as number) + index));
    const kept = await listening.read(sessionId, 'chat', { epoch: last.epoch, seq: 0 }, 5000);
    if (kept.kind === 'resync') throw new Error('the new log must reach back to its beginning');
    const readable = new Set(kept.entries.map(({ id }) => id));
    const underNew = acknowledged.filter(({ epoch }) => epoch === last.epoch);
    expect(underNew.filter(({ id }) => !readable.has(id))).toEqual([]);
    expect(await listening.read(sessionId, 'chat', { epoch: before.epoch, seq: 1 }, 5)).toEqual({ kind: 'resync' });
  }, 30_000);
});
