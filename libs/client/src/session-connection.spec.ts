import { closeCodes, problemOf } from '#libs/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { RoomServer } from '../testing/room-server.js';
import { aCaption, aHold, aMessage, anId, noon } from '../testing/session-builders.js';
import { LogBuilder } from '../testing/session-log-builder.js';
import { ApiProblem, ConnectionLost } from './api-problem.js';
import { chatLines } from './chat-state.js';
import type { ConnectionOptions, ConnectionStatus } from './connection-options.js';
import { SessionConnection } from './session-connection.js';
import { openHolds } from './viewer-state.js';

let room: RoomServer;
const opened: SessionConnection[] = [];

beforeEach(async () => {
  room = await RoomServer.start();
});
afterEach(async () => {
  for (const connection of opened.splice(0)) connection.close();
  await room.stop();
});

function join(options: Partial<ConnectionOptions> = {}) {
  const backoff = { firstMs: 20, mostMs: 100 };
  const connection = new SessionConnection({
    realtimeUrl: room.url,
    sessionId: anId(1),
    lang: 'es',
    WebSocket,
    backoff,
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
const live = ({ connection }: ReturnType<typeof join>) => until(() => connection.status === 'live', 'the welcome');
const texts = (connection: SessionConnection) =>
  chatLines(connection.state.chat, 'es').map(({ message }) => message.text);
const say = (key: string) => ({ key, text: 'hola', lang: 'es' });

describe('a connection to a session', () => {
  it('says hello with its language and token, and keeps the server clock', async () => {
    const viewer = join({ token: () => Promise.resolve('a-token') });
    await live(viewer);
    expect(room.hellos).toEqual([{ lang: 'es', profile: 'full', token: 'a-token' }]);
    expect(Math.abs(viewer.connection.clock.now() - Date.parse(noon))).toBeLessThan(1000);
  });

  it('hears each event once, even when it was sent twice', async () => {
    const viewer = join();
    await live(viewer);
    room.publish(aMessage(1), 'doubled');
    room.publish(aMessage(2));
    await until(() => viewer.heard.length === 2, 'two entries');
    expect(viewer.heard).toEqual(['chat-1', 'chat-2']);
  });

  it('resumes where the last socket ended', async () => {
    const viewer = join();
    await live(viewer);
    room.publish(aMessage(1));
    await until(() => viewer.heard.length === 1, 'the first entry');
    room.hangUp(closeCodes.resume.code);
    room.publish(aMessage(2), 'lost');
    await until(() => viewer.heard.length === 2, 'the entry from between');
    expect(room.hellos[1]?.since?.seqs['chat']).toBe(1);
    expect(texts(viewer.connection)).toEqual(['message 1', 'message 2']);
  });

  it('asks again for what a gap shows to be missing', async () => {
    const viewer = join();
    await live(viewer);
    room.publish(aCaption(1));
    room.publish(aCaption(2), 'lost');
    room.publish(aCaption(3));
    await until(() => viewer.heard.length === 3, 'all three captions');
    expect(viewer.heard).toEqual(['caption.es-1', 'caption.es-2', 'caption.es-3']);
  });

  it('fills a gap though the room talks on and on', async () => {
    const viewer = join({ backoff: { firstMs: 60, mostMs: 60 } });
    await live(viewer);
    room.publish(aMessage(1), 'lost');
    let said = 1;
    const talk = setInterval(() => room.publish(aMessage(++said)), 5);
    await until(() => viewer.heard.length > 20, 'the room from its first message on');
    clearInterval(talk);
    expect(viewer.heard.slice(0, 3)).toEqual(['chat-1', 'chat-2', 'chat-3']);
    expect(room.hellos).toHaveLength(2);
  });

  it('starts from the snapshot when the log was begun anew', async () => {
    const viewer = join();
    await live(viewer);
    room.publish(aMessage(1));
    room.log = new LogBuilder('second');
    room.hangUp();
    await until(() => viewer.connection.state.epoch === 'second', 'the new epoch');
    room.publish(aMessage(2));
    await until(() => viewer.heard.length === 2, 'the new message');
    expect(texts(viewer.connection)).toEqual(['message 1', 'message 2']);
  });

  it('survives events that its version does not know', async () => {
    const viewer = join();
    await live(viewer);
    const entry = { ...room.log.append(aMessage(1)), event: { type: 'fireworks.lit' } };
    room.sendAll([{ type: 'event', entry }, { type: 'later' }, 7]);
    room.publish(aMessage(2));
    await until(() => viewer.heard.length === 1, 'the next entry');
    expect(room.hellos).toHaveLength(1);
  });

  it('waits as long as the server asks before it comes back', async () => {
    room.refusal = { code: closeCodes.resume.code, reason: '{"reason":"resume","retryAfterMs":400}' };
    const began = Date.now();
    join();
    await until(() => room.hellos.length === 2, 'the second hello');
    expect(Date.now() - began).toBeGreaterThanOrEqual(390);
  });

  it('stays away when the server says so, and tells commands', async () => {
    room.refusal = { code: closeCodes['no-session'].code, reason: '' };
    const viewer = join();
    const answer = viewer.connection.command('chat.send', say('key-00001'));
    await expect(answer).rejects.toBeInstanceOf(ConnectionLost);
    expect(viewer.statuses).toEqual(['connecting', 'closed']);
    await expect(viewer.connection.command('chat.send', say('key-00002'))).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('asks once for a fresh token when the server does not take the old one', async () => {
    room.refusal = { code: closeCodes.unauthenticated.code, reason: '' };
    const asked: boolean[] = [];
    const viewer = join({ token: (renew) => (asked.push(renew), Promise.resolve('t')) });
    await until(() => viewer.connection.status === 'closed', 'giving up');
    expect(asked).toEqual([false, true]);
  });

  it('tries again when its token can not be had, rather than come in as a stranger', async () => {
    let asked = 0;
    const viewer = join({ token: () => (++asked === 1 ? Promise.reject(new ConnectionLost()) : Promise.resolve('t')) });
    await live(viewer);
    expect(room.hellos.map(({ token }) => token)).toEqual(['t']);
  });

  it('answers a command by its acknowledgement, and takes a hold from it', async () => {
    const viewer = join();
    const result = { outcome: 'HELD', claim: anId(70), hold: aHold() };
    room.answer = ({ id }) => ({ type: 'ack', id, result });
    await expect(viewer.connection.command('claim.place', { code: 'A1', key: 'key-00001' })).resolves.toEqual(result);
    expect(openHolds(viewer.connection.state.viewer)).toEqual([aHold()]);
  });

  it('rejects a command that the server refuses, with the reason and the wait', async () => {
    const viewer = join();
    const problem = problemOf('request.limited', undefined, { retryAfterMs: 900 });
    room.answer = ({ id }) => ({ type: 'problem', id, problem });
    const refused = await viewer.connection.command('chat.send', say('key-00001')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect((refused as ApiProblem).retryAfterMs).toBe(900);
  });

  it('sends a message again under the same key when the line was lost before the answer', async () => {
    const viewer = join();
    let times = 0;
    const result = { message: anId(5), seq: 1, claim: null };
    room.answer = ({ id }) => (++times === 1 ? 'hang-up' : { type: 'ack', id, result });
    await expect(viewer.connection.command('chat.send', say('key-00001'))).resolves.toEqual(result);
    expect(room.commands.map(({ data }) => data)).toEqual([say('key-00001'), say('key-00001')]);
  });

  it('does not repeat what could have another effect the second time', async () => {
    const viewer = join();
    room.answer = () => 'hang-up';
    const answer = viewer.connection.command('hold.release', { holdId: anId(40) });
    await expect(answer).rejects.toBeInstanceOf(ConnectionLost);
    await live(viewer);
    expect(room.commands).toHaveLength(1);
  });

  it('gives up a command that is never answered', async () => {
    const viewer = join({ commandTimeoutMs: 100 });
    room.answer = () => 'silence';
    await expect(viewer.connection.command('chat.send', say('key-00001'))).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('reads another language from now on, and goes on with the chat where it was', async () => {
    const viewer = join();
    await live(viewer);
    room.publish(aMessage(1));
    room.publish(aCaption(1));
    await until(() => viewer.heard.length === 2, 'both entries');
    viewer.connection.changeLanguage('zh');
    await until(() => room.hellos.length === 2, 'the second hello');
    expect(room.hellos[1]).toMatchObject({ lang: 'zh', since: { seqs: { chat: 1 } } });
    expect(room.hellos[1]?.since?.seqs).not.toHaveProperty('caption.es');
  });

  it('is counted in the country that its viewer tells, for as long as they tell it', async () => {
    const viewer = join({ country: 'RW' });
    await live(viewer);
    viewer.connection.changeCountry('KE');
    await until(() => room.hellos.length === 2, 'the second hello');
    viewer.connection.changeCountry();
    await until(() => room.hellos.length === 3, 'the third hello');
    expect(room.hellos.map(({ country }) => country)).toEqual(['RW', 'KE', undefined]);
  });

  it('says nothing more after it was closed', async () => {
    const viewer = join();
    await live(viewer);
    viewer.connection.close();
    room.publish(aMessage(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(viewer.heard).toEqual([]);
    expect(room.hellos).toHaveLength(1);
  });
});
