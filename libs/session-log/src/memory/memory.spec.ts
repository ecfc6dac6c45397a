import { afterAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { aPin, TestStores } from '../../testing/log-fixtures.js';
import { behavesAsPresence } from '../../testing/presence-conformance.js';
import { behavesAsSessionLog } from '../../testing/session-log-conformance.js';
import { SessionArchive } from '../session-archive.store.js';
import { MemoryPresence } from './memory-presence.js';
import { MemorySessionLog } from './memory-session-log.js';

const keep = 120;
const stores = new TestStores();
const archive = new SessionArchive(stores.database());
afterAll(() => stores.close());

behavesAsSessionLog('in memory over PostgreSQL', () => ({
  keep,
  open: () => new MemorySessionLog(archive, keep),
  beside: (log) => log,
  archive: async () => {},
}));
behavesAsPresence('in memory', (forgetAfterMs) => new MemoryPresence(forgetAfterMs));

describe('the session log in memory', () => {
  it('has written to the table what it acknowledges', async () => {
    const sessionId = uuidv7();
    const entry = await new MemorySessionLog(archive, keep).append(sessionId, 'chat', aPin(), uuidv7());
    expect((await archive.page(sessionId, 'chat', { limit: 5 })).items).toEqual([entry]);
  });

  it('refuses what PostgreSQL can not store, without a number and without harm to what came beside it', async () => {
    const log = new MemorySessionLog(archive, keep);
    const sessionId = uuidv7();
    const unstorable = { type: 'item.pinned', item: '\ud800' } as never;
    const results = await Promise.allSettled([
      log.append(sessionId, 'chat', aPin(), uuidv7()),
      log.append(sessionId, 'chat', unstorable, uuidv7()),
      log.append(sessionId, 'chat', aPin(), uuidv7()),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await log.latest(sessionId, 'chat', 5)).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('continues from the table when somebody else wrote to it, and tells listeners', async () => {
    const log = new MemorySessionLog(archive, keep);
    const sessionId = uuidv7();
    const heard: number[] = [];
    await log.subscribe(sessionId, { entry: ({ seq }) => void heard.push(seq), lost: () => {} });
    const { epoch } = await log.append(sessionId, 'chat', aPin(), uuidv7());
    const stranger = { channel: 'chat' as const, epoch, seq: 2, id: uuidv7(), at: new Date().toISOString() };
    await archive.add([{ sessionId, entry: { ...stranger, event: aPin() } }]);
    await expect(log.append(sessionId, 'chat', aPin(), 'retried')).rejects.toMatchObject({
      code: 'server.unavailable',
    });
    expect((await log.append(sessionId, 'chat', aPin(), 'retried')).seq).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard).toEqual([1, 2, 3]);
  });

  it('remembers a limited number of sessions, and the others from the table', async () => {
    const log = new MemorySessionLog(archive, keep);
    const sessionId = uuidv7();
    const first = await log.append(sessionId, 'chat', aPin(), uuidv7());
    for (let other = 0; other < 210; other++) await log.heads(uuidv7(), ['chat']);
    expect(await log.append(sessionId, 'chat', aPin(), first.id)).toEqual(first);
    expect(await log.heads(sessionId, ['chat'])).toEqual({ epoch: first.epoch, seqs: { chat: 1 } });
  });
});
