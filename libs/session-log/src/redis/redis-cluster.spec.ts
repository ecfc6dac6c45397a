import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { LogEntry } from '#libs/contracts';
import { OwnRedisCluster } from '../../../../tests/support/own-redis-cluster.js';
import { aListener, aPin, eventually, SteadyWriter, TestStores } from '../../testing/log-fixtures.js';
import { behavesAsPresence } from '../../testing/presence-conformance.js';
import { behavesAsSessionLog } from '../../testing/session-log-conformance.js';
import { SessionArchive } from '../session-archive.store.js';
import type { RedisConnections } from './redis-connections.js';
import { RedisLogArchiver } from './redis-log-archiver.js';
import { RedisPresence } from './redis-presence.js';
import { RedisSessionLog } from './redis-session-log.js';

const keep = 120;
const stores = new TestStores();
const archive = new SessionArchive(stores.database());
let cluster: OwnRedisCluster;
let redis: RedisConnections;
beforeAll(async () => {
  cluster = await OwnRedisCluster.start();
  redis = stores.redis(cluster.url);
}, 20_000);
afterAll(async () => {
  await stores.close();
  await cluster?.stop();
});

const openLog = () => new RedisSessionLog(stores.redis(cluster.url), keep);
const archiveAll = () => new RedisLogArchiver(redis.commands, archive).archive();

behavesAsSessionLog('on Redis Cluster', () => ({ keep, open: openLog, beside: openLog, archive: archiveAll }));
behavesAsPresence('on Redis Cluster', (forgetAfterMs) => new RedisPresence(redis.commands, forgetAfterMs));

describe('the session log on Redis Cluster', () => {
  const someSessions = (count: number) => Array.from({ length: count }, () => uuidv7());

  it('spreads the sessions over the nodes', async () => {
    const log = openLog();
    await Promise.all(someSessions(60).map((sessionId) => log.append(sessionId, 'chat', aPin(), uuidv7())));
    for (const keys of await cluster.keys()) expect(keys).toBeGreaterThan(30);
  });

  it('is archived whichever node a session is on', async () => {
    const log = openLog();
    const sessions = someSessions(12);
    const entries = await Promise.all(sessions.map((sessionId) => log.append(sessionId, 'chat', aPin(), uuidv7())));
    await archiveAll();
    for (const [index, sessionId] of sessions.entries())
      expect((await archive.page(sessionId, 'chat', { limit: 5 })).items).toEqual([entries[index]]);
  });

  it('gives up in time when no node is there, with an error that says to try again', async () => {
    const log = new RedisSessionLog(stores.redis('redis://127.0.0.1:1,redis://127.0.0.1:2'), keep);
    const startedAt = Date.now();
    await expect(log.append(uuidv7(), 'chat', aPin(), uuidv7())).rejects.toMatchObject({ code: 'server.unavailable' });
    await expect(log.subscribe(uuidv7(), aListener().listener)).rejects.toMatchObject({ code: 'server.unavailable' });
    await expect(log.heads(uuidv7(), ['chat'])).rejects.toMatchObject({ code: 'server.unavailable' });
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  }, 15_000);

  it('tells those who listen everything once and in order when a node was killed and came back', async () => {
    const [log, writer] = [openLog(), openLog()];
    // some are on the node that is killed, some on the others
    const rooms = someSessions(9).map((sessionId) => ({ sessionId, ...aListener() }));
    await Promise.all(rooms.map(({ sessionId, listener }) => log.subscribe(sessionId, listener)));
    const writers = rooms.map(({ sessionId }) => new SteadyWriter(writer, sessionId));
    await cluster.crash(1);
    const written = await Promise.all(writers.map((steady) => steady.stop()));
    for (const [index, { sessionId, heard }] of rooms.entries()) {
      const acknowledged = written[index] as LogEntry[];
      await writer.append(sessionId, 'chat', aPin(), uuidv7());
      await eventually(() => expect(heard.length).toBeGreaterThan(acknowledged.length));
      const seqs = heard.map((news) => (news as LogEntry).seq);
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
      const ids = new Set(heard.map((news) => (news as LogEntry).id));
      expect(acknowledged.filter(({ id }) => !ids.has(id))).toEqual([]);
    }
  }, 30_000);
});
