import { problemOf } from '#libs/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { RoomServer } from '../testing/room-server.js';
import { aHold, aMessage, anId, anOffer, aSnapshot } from '../testing/session-builders.js';
import { ConnectionLost } from './api-problem.js';
import type { ConnectionOptions, ConnectionStatus } from './connection-options.js';
import { HttpClient } from './http-client.js';
import { SessionConnection } from './session-connection.js';
import { SignedInClient } from './signed-in-client.js';
import { MemoryTokenStore } from './token-store.js';
import { openHolds } from './viewer-state.js';

let room: RoomServer;
const opened: SessionConnection[] = [];

beforeEach(async () => {
  room = await RoomServer.start();
  room.upgrades = 'refused';
});
afterEach(async () => {
  for (const connection of opened.splice(0)) connection.close();
  await room.stop();
});

function join(options: Partial<Omit<ConnectionOptions, 'api'>> & Pick<ConnectionOptions, 'api'> = {}) {
  const connection = new SessionConnection({
    realtimeUrl: room.url,
    sessionId: anId(1),
    lang: 'es',
    WebSocket,
    api: new SignedInClient(new HttpClient(room.httpUrl), new MemoryTokenStore()),
    backoff: { firstMs: 20, mostMs: 100 },
    commandTimeoutMs: 3000,
    ...options,
  });
  opened.push(connection);
  const heard: string[] = [];
  const statuses: ConnectionStatus[] = [];
  connection.listen({ entry: (entry) => heard.push(entry.id), status: (status) => statuses.push(status) });
  connection.open();
  return { connection, heard, statuses };
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 4000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const by = (way: 'socket' | 'stream', { connection }: ReturnType<typeof join>) =>
  until(() => connection.status === 'live' && connection.way === way, `live by ${way}`);
const say = (key: string) => ({ key, text: 'hola', lang: 'es' });
const upTo = (last: number) => Array.from({ length: last }, (_, index) => `chat-${index + 1}`);
const result = { message: anId(5), seq: 1, claim: null };
const streamsAsked = () => room.asked.filter(({ url }) => url?.includes('/events?'));

describe('a connection whose network lets no socket through', () => {
  it('reads the event stream after three sockets in a row came to nothing', async () => {
    const viewer = join({ token: () => Promise.resolve('a-token'), profile: 'text' });
    await by('stream', viewer);
    expect(room.upgradesSeen).toBe(3);
    expect(streamsAsked()).toMatchObject([
      { url: `/v1/sessions/${anId(1)}/events?lang=es&profile=text`, headers: { authorization: 'Bearer a-token' } },
    ]);
    room.publish(aMessage(1), 'doubled');
    room.publish(aMessage(2));
    await until(() => viewer.heard.length === 2, 'two entries');
    expect(viewer.heard).toEqual(upTo(2));
  });

  it('takes the stream as well when sockets open and nothing comes through them', async () => {
    room.upgrades = 'swallowed';
    const viewer = join({ welcomeTimeoutMs: 300 });
    await by('stream', viewer);
    expect(room.hellos).toHaveLength(1);
  });

  it('never reads a stream without somebody to send its commands', async () => {
    join({ api: undefined });
    await until(() => room.upgradesSeen > 5, 'more sockets');
    expect(room.asked).toEqual([]);
  });

  it('goes on where its socket ended, and where its last stream ended', async () => {
    room.upgrades = 'taken';
    const viewer = join();
    await by('socket', viewer);
    room.publish(aMessage(1));
    await until(() => viewer.heard.length === 1, 'the first entry');
    room.upgrades = 'refused';
    room.hangUp();
    room.publish(aMessage(2), 'lost');
    await by('stream', viewer);
    await until(() => viewer.heard.length === 2, 'the entry from between');
    room.hangUp();
    room.publish(aMessage(3), 'lost');
    await until(() => viewer.heard.length === 3, 'the entry after it');
    expect(viewer.heard).toEqual(upTo(3));
    expect(streamsAsked().map(({ headers }) => headers['last-event-id'])).toEqual([
      'first~c_0~m_1~m.es_0~s.es_0',
      'first~c_0~m_2~m.es_0~s.es_0',
    ]);
  });

  it('changes over to a socket as soon as one gets through, without a gap, a double or a pause', async () => {
    const viewer = join({ socketRetry: { firstMs: 40, mostMs: 80 } });
    await by('stream', viewer);
    const refused = room.upgradesSeen;
    let said = 0;
    const talk = setInterval(() => room.publish(aMessage(++said)), 2);
    await until(() => room.upgradesSeen > refused, 'a socket that was refused again');
    room.upgrades = 'taken';
    await by('socket', viewer);
    clearInterval(talk);
    room.publish(aMessage(++said));
    await until(() => viewer.heard.length === said, 'everything that was said');
    expect(viewer.heard).toEqual(upTo(said));
    expect(viewer.statuses.slice(viewer.statuses.indexOf('live'))).toEqual(['live', 'live']);
  });

  it('posts over HTTP under the key of the message, once more when the answer was lost, and in the order written', async () => {
    const viewer = join();
    await by('stream', viewer);
    let lost = 0;
    room.answer = ({ id }) => (++lost <= 2 ? 'hang-up' : { type: 'ack', id, result });
    const both = ['key-00001', 'key-00002'].map((key) => viewer.connection.command('chat.send', say(key)));
    await expect(Promise.all(both)).resolves.toEqual([result, result]);
    expect(room.commands[0]?.cmd).toBe(`POST /v1/sessions/${anId(1)}/chat`);
    const keys = room.asked.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
    expect([...new Set(keys)]).toEqual(['key-00001', 'key-00002']);
    expect(room.commands.map(({ data }) => (data as { key: string }).key)).toEqual(keys);
  });

  it('waits for what the server is still doing, rather than take that for a refusal', async () => {
    const viewer = join();
    await by('stream', viewer);
    const inFlight = problemOf('request.in-flight', undefined, { retryAfterMs: 20 });
    let times = 0;
    room.answer = ({ id }) =>
      ++times < 3 ? { type: 'problem', id, problem: inFlight } : { type: 'ack', id, result: aHold() };
    await expect(viewer.connection.command('hold.release', { holdId: anId(40) })).resolves.toEqual(aHold());
    expect(new Set(room.asked.slice(-3).map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('tells what the server refuses, and gives up what must not be done twice', async () => {
    const viewer = join();
    await by('stream', viewer);
    room.answer = ({ id }) => ({
      type: 'problem',
      id,
      problem: problemOf('request.limited', undefined, { retryAfterMs: 900 }),
    });
    await expect(viewer.connection.command('chat.send', say('key-00001'))).rejects.toMatchObject({
      code: 'request.limited',
      retryAfterMs: 900,
    });
    room.answer = () => 'hang-up';
    const release = viewer.connection.command('hold.release', { holdId: anId(40) });
    await expect(release).rejects.toBeInstanceOf(ConnectionLost);
    await by('stream', viewer);
    expect(new Set(room.asked.slice(-3).map(({ headers }) => headers['idempotency-key'])).size).toBe(2);
  });

  it('claims the offer that is open under the code', async () => {
    room.welcome = { snapshot: aSnapshot({ offers: [anOffer()] }) };
    const viewer = join();
    await by('stream', viewer);
    const held = { outcome: 'HELD', claim: anId(70), hold: aHold() };
    room.answer = ({ id }) => ({ type: 'ack', id, result: held });
    const claim = viewer.connection.command('claim.place', { code: 'A1', qty: 2, key: 'key-00001' });
    await expect(claim).resolves.toEqual(held);
    expect(room.commands).toMatchObject([{ cmd: `POST /v1/offers/${anId(30)}/claims`, data: { qty: 2 } }]);
    expect(openHolds(viewer.connection.state.viewer)).toEqual([aHold()]);
    const other = viewer.connection.command('claim.place', { code: 'B7', key: 'key-00002' });
    await expect(other).rejects.toMatchObject({ code: 'order.offer-not-found' });
  });

  it('comes back no sooner than a stream that ends asks it to', async () => {
    const viewer = join();
    await by('stream', viewer);
    const endedAt = Date.now();
    room.hangUp(4000, '{"reason":"resume","retryAfterMs":400}');
    await until(() => streamsAsked().length === 2, 'the second stream');
    expect(Date.now() - endedAt).toBeGreaterThanOrEqual(390);
  });

  it.each([
    [{ 'retry-after': '1' }, {}, 1000],
    [{}, problemOf('request.limited', undefined, { retryAfterMs: 300 }), 300],
  ])('comes back no sooner than a door that is closed asks it to: %j', async (headers, body, waitMs) => {
    room.streamRefusal = { status: 429, headers, body };
    join();
    await until(() => streamsAsked().length === 1, 'the first stream');
    const [refusedAt, sockets] = [Date.now(), room.upgradesSeen];
    await until(() => room.upgradesSeen > sockets, 'a socket again');
    expect(Date.now() - refusedAt).toBeGreaterThanOrEqual(waitMs - 10);
  });

  it('asks once for a fresh token when the server does not take the old one', async () => {
    room.streamRefusal = { status: 401, body: problemOf('account.unauthenticated') };
    const asked: boolean[] = [];
    const viewer = join({ token: (renew) => (asked.push(renew), Promise.resolve('t')) });
    await until(() => viewer.connection.status === 'closed', 'giving up');
    expect(asked).toEqual([false, false, false, false, true, true]);
    expect(streamsAsked()).toHaveLength(2);
  });

  it('stays away when there is no such session', async () => {
    room.streamRefusal = { status: 404, body: problemOf('session.not-found') };
    const viewer = join();
    await until(() => viewer.connection.status === 'closed', 'the end');
    expect(streamsAsked()).toHaveLength(1);
  });
});
