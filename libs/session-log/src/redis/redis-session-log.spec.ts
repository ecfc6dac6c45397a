import { afterAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { LogEntry } from '#libs/contracts';
import { aListener, aPin, eventually, TestStores } from '../../testing/log-fixtures.js';
import { behavesAsPresence } from '../../testing/presence-conformance.js';
import { behavesAsSessionLog } from '../../testing/session-log-conformance.js';
import { SessionArchive } from '../session-archive.store.js';
import { redisKeys } from './redis-keys.js';
import { RedisLogArchiver } from './redis-log-archiver.js';
import { RedisPresence } from './redis-presence.js';
import { RedisSessionLog } from './redis-session-log.js';

const keep = 120;
const stores = new TestStores();
const archive = new SessionArchive(stores.database());
const redis = stores.redis();
const archiver = new RedisLogArchiver(redis.commands, archive);
const openLog = () => new RedisSessionLog(stores.redis(), keep);
afterAll(() => stores.close());

behavesAsSessionLog('on Redis', () => ({
  keep,
  open: openLog,
  beside: openLog,
  archive: () => archiver.archive(),
}));
behavesAsPresence('on Redis', (forgetAfterMs) => new RedisPresence(redis.commands, forgetAfterMs));

describe('the session log on Redis', () => {
  it('loses and doubles nothing for a listener whose connection breaks again and again', async () => {
    const connections = stores.redis();
    const log = new RedisSessionLog(connections, 5000);
    const writer = openLog();
    const sessionId = uuidv7();
    const { heard, listener } = aListener();
    await log.subscribe(sessionId, listener);
    for (let round = 0; round < 5; round++) {
      const writing = Promise.all(
        Array.from({ length: 100 }, () => writer.append(sessionId, 'chat', aPin(), uuidv7())),
      );
      connections.subscriber.disconnect(true);
      await writing;
    }
    await eventually(() => expect(heard).toHaveLength(500));
    expect(heard.map((news) => (news as LogEntry).seq)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  });

  it('numbers anew when Redis has lost a session, and tells who listens', async () => {
    const log = openLog();
    const sessionId = uuidv7();
    const { heard, listener } = aListener();
    await log.subscribe(sessionId, listener);
    const lost = await log.append(sessionId, 'chat', aPin(), uuidv7());
    await eventually(() => expect(heard).toHaveLength(1));
    const keys = redisKeys(sessionId);
    await redis.commands.del(keys.heads, keys.stream('chat'), keys.unarchived);
    const next = await log.append(sessionId, 'chat', aPin(), uuidv7());
    expect(next.seq).toBe(1);
    expect(next.epoch).not.toBe(lost.epoch);
    await eventually(() => expect(heard).toEqual([lost, 'lost', next]));
    expect(await log.read(sessionId, 'chat', lost, 5)).toEqual({ kind: 'resync' });
  });

  it('gives up in time when Redis is away, with an error that says to try again', async () => {
    const log = new RedisSessionLog(stores.redis('redis://127.0.0.1:1'), keep);
    const startedAt = Date.now();
    await expect(log.append(uuidv7(), 'chat', aPin(), uuidv7())).rejects.toMatchObject({ code: 'server.unavailable' });
    await expect(log.subscribe(uuidv7(), aListener().listener)).rejects.toMatchObject({ code: 'server.unavailable' });
    await expect(log.heads(uuidv7(), ['chat'])).rejects.toMatchObject({ code: 'server.unavailable' });
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('the archiver', () => {
  const append = async (log: RedisSessionLog, sessionId: string, count: number) => {
    const entries: LogEntry[] = [];
    for (let turn = 0; turn < count; turn++) entries.push(await log.append(sessionId, 'chat', aPin(), uuidv7()));
    return entries;
  };
  const archived = async (sessionId: string) => {
    const all: LogEntry[] = [];
    for await (const entry of archive.channel(sessionId, 'chat')) all.push(entry);
    return all;
  };

  it('copies everything once, with several at work and more coming in', async () => {
    const log = openLog();
    const sessionId = uuidv7();
    const other = new RedisLogArchiver(stores.redis().commands, archive);
    const first = await append(log, sessionId, 30);
    await Promise.all([archiver.archive(), other.archive()]);
    const second = await append(log, sessionId, 5);
    await Promise.all([archiver.archive(), other.archive()]);
    expect(await archived(sessionId)).toEqual([...first, ...second]);
    expect(await redis.commands.exists(redisKeys(sessionId).unarchived)).toBe(0);
  });

  it('finds entries that grew beyond the usual length while nobody archived', async () => {
    const log = openLog();
    const sessionId = uuidv7();
    await append(log, sessionId, keep * 3);
    await archiver.archive();
    expect(await archived(sessionId)).toHaveLength(keep * 3);
  });

  it('archives both numberings of a session that Redis lost in between', async () => {
    const log = openLog();
    const sessionId = uuidv7();
    const before = await append(log, sessionId, 3);
    await archiver.archive();
    await redis.commands.del(redisKeys(sessionId).heads, redisKeys(sessionId).stream('chat'));
    const after = await append(log, sessionId, 2);
    await archiver.archive();
    expect(await archived(sessionId)).toEqual([...before, ...after]);
    const page = await archive.page(sessionId, 'chat', { limit: 4 });
    expect(page.items).toEqual([...after.toReversed(), ...before.toReversed()].slice(0, 4));
    const rest = await archive.page(sessionId, 'chat', { limit: 4, cursor: page.nextCursor ?? '' });
    expect(rest).toEqual({ items: before.slice(0, 1), nextCursor: null });
  });

  it('leaves out only what PostgreSQL can not store', async () => {
    const log = openLog();
    const sessionId = uuidv7();
    const good = await append(log, sessionId, 2);
    await log.append(sessionId, 'chat', { type: 'item.pinned', item: '\ud800' } as never, uuidv7());
    good.push(...(await append(log, sessionId, 2)));
    await archiver.archive();
    expect(await archived(sessionId)).toEqual(good);
  });

  it('finds entries by their id', async () => {
    const log = openLog();
    const sessionId = uuidv7();
    const [first, second] = await append(log, sessionId, 3);
    await archiver.archive();
    const found = await archive.byEventId(sessionId, [second?.id ?? '', 'unknown', first?.id ?? '']);
    expect(found.toSorted((a, b) => a.seq - b.seq)).toEqual([first, second]);
  });

  it('refuses a cursor that is not its own', async () => {
    await expect(archive.page(uuidv7(), 'chat', { limit: 1, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});
