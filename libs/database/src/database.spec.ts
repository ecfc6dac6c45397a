import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { Health } from '#libs/platform';
import { quietSettings } from '../../../tests/support/feature.js';
import { Database, type Queryable } from './database.js';
import { notWaitingForTheDisk } from './lenient.js';
import { OutboxStore, type OutboxEvent } from './outbox.store.js';
import { cursorId, pageOfRows } from './pages.js';

const health = new Health();
const database = new Database(quietSettings({ DATABASE_POOL: '2' }), health);
const outbox = new OutboxStore(database);
beforeAll(() => database.onModuleInit());
afterAll(() => database.onApplicationShutdown());

const anEvent = (sessionId = uuidv7()): OutboxEvent => ({
  id: uuidv7(),
  sessionId,
  channel: 'control',
  event: { type: 'item.pinned', item: null },
});
const overdueOf = async (sessionId: string, olderThanMs = -1000) =>
  (await outbox.overdue(olderThanMs, 10_000)).filter((event) => event.sessionId === sessionId);

describe('a statement that does not wait for the disk', () => {
  it('leaves the next one on its connection as durable as ever', async () => {
    const client = await database.pool.connect();
    const setting = `current_setting('synchronous_commit') AS waits`;
    const ask = async (sql: string) => (await client.query<{ waits: string }>(sql)).rows[0]?.waits;
    try {
      await client.query('CREATE TEMPORARY TABLE note (id int)');
      await client.query('SET synchronous_commit = on');
      expect(await ask(`INSERT INTO note SELECT 1 FROM ${notWaitingForTheDisk} RETURNING ${setting}`)).toBe('off');
      expect(await ask(`INSERT INTO note VALUES (2) RETURNING ${setting}`)).toBe('on');
    } finally {
      client.release(true);
    }
  });
});

describe('a transaction', () => {
  it('keeps all of its writes, and gives its result', async () => {
    const event = anEvent();
    expect(await database.transaction((client) => outbox.write(client, [event]).then(() => 'done'))).toBe('done');
    expect(await overdueOf(event.sessionId)).toEqual([event]);
  });

  it('keeps none when it throws, and throws the same', async () => {
    const event = anEvent();
    const failure = new Error('changed my mind');
    const attempt = database.transaction(async (client) => {
      await outbox.write(client, [event]);
      throw failure;
    });
    await expect(attempt).rejects.toBe(failure);
    expect(await overdueOf(event.sessionId)).toEqual([]);
  });

  it('keeps none when the statement that shares the round trip of the commit fails, or can not be given', async () => {
    const event = anEvent();
    const write = (client: Queryable) => outbox.write(client, [event]);
    const fails = (client: Queryable) => client.query('SELECT 1 / 0');
    await expect(database.transaction(write, fails)).rejects.toMatchObject({ code: '22012' });
    const notGiven = (): never => {
      throw new Error('not given');
    };
    await expect(database.transaction(write, notGiven)).rejects.toThrow('not given');
    expect(await overdueOf(event.sessionId)).toEqual([]);
    await database.transaction(() => Promise.resolve(), write);
    expect(await overdueOf(event.sessionId)).toEqual([event]);
  });

  it('gives its connection back, also when it failed or lost the server', async () => {
    for (let time = 0; time < 5; time++) {
      await expect(database.transaction((client) => client.query('SELECT 1 / 0'))).rejects.toMatchObject({
        code: '22012',
      });
      const killed = database.transaction((client) => client.query('SELECT pg_terminate_backend(pg_backend_pid())'));
      await expect(killed).rejects.toMatchObject({ code: '57P01' });
    }
    expect((await health.away()).required).toEqual([]);
  });
});

describe('the outbox', () => {
  it('tells of what is overdue, oldest first, until it was delivered', async () => {
    const sessionId = uuidv7();
    const [first, second] = [anEvent(sessionId), anEvent(sessionId)];
    await outbox.write(database.pool, [second, first]);
    expect(await overdueOf(sessionId, 60_000)).toEqual([]);
    expect(await overdueOf(sessionId)).toEqual([first, second]);
    await outbox.markDelivered([first.id]);
    expect(await overdueOf(sessionId)).toEqual([second]);
  });

  it('writes nothing for nothing', async () => {
    await expect(outbox.write(database.pool, [])).resolves.toBeUndefined();
  });

  it('forgets what was delivered more than a day ago, and nothing else', async () => {
    const [old, fresh, waiting] = [anEvent(), anEvent(), anEvent()];
    await outbox.write(database.pool, [old, fresh, waiting]);
    await outbox.markDelivered([old.id, fresh.id]);
    await database.pool.query(
      `UPDATE outbox_event SET delivered_at = delivered_at - interval '25 hours', created_at = created_at - interval '25 hours' WHERE id = $1`,
      [old.id],
    );
    await outbox.prune();
    const ids = [old, fresh, waiting].map(({ id }) => id);
    const { rows } = await database.pool.query('SELECT id FROM outbox_event WHERE id = ANY($1::uuid[]) ORDER BY id', [
      ids,
    ]);
    expect(rows).toEqual([{ id: fresh.id }, { id: waiting.id }]);
  });
});

describe('pages', () => {
  const rows = Array.from({ length: 4 }, () => ({ id: uuidv7() }));
  const page = (limit: number) =>
    pageOfRows(
      rows.slice(0, limit + 1),
      limit,
      ({ id }) => id,
      ({ id }) => id,
    );

  it('end with a cursor at their last row while there is more', () => {
    const { items, nextCursor } = page(2);
    expect(items).toEqual(rows.slice(0, 2).map(({ id }) => id));
    expect(cursorId(nextCursor ?? undefined)).toBe(rows[1]?.id);
    expect(page(4).nextCursor).toBeNull();
    expect(pageOfRows([], 2, String, String)).toEqual({ items: [], nextCursor: null });
  });

  it.each(['', 'not base64!', Buffer.from('id; DROP TABLE').toString('base64url')])(
    'do not continue at %j, which is no cursor of ours',
    (cursor) => {
      expect(() => cursorId(cursor)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
    },
  );
});
