import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { channels, closeCodes, type Session, type SessionEventOf, type Settings } from '#libs/contracts';
import { Database } from '#libs/database';
import { Presence, SessionLog } from '#libs/session-log';
import { loadSettings } from '#libs/platform';
import { RealtimeNode, type Person } from '../testing/realtime-node.js';
import { TestSocket } from '../testing/test-socket.js';

const settingsOf = (extra: Record<string, string> = {}): Settings =>
  loadSettings(
    {},
    { TOKEN_SIGNING_KEY: 'A'.repeat(43), LOG_LEVEL: 'silent', DATABASE_URL: process.env.DATABASE_URL, ...extra },
  );
const aChat = (text: string) => ({ key: uuidv7(), text, lang: 'en' });
const aCaption = (text: string, state: 'partial' | 'final' = 'final', segment = uuidv7()) => ({
  segment,
  lang: 'en',
  text,
  state,
  t0: 0,
  t1: 1000,
});

describe.each([
  ['standalone', {}],
  ['scaled', { REDIS_URL: process.env.REDIS_URL ?? '' }],
])('a realtime node (%s)', (mode, extra) => {
  let node: RealtimeNode;
  let host: Person;
  let viewer: Person;
  let session: Session;
  const sockets: TestSocket[] = [];
  const join = async (...[hello, at = session.id]: [Parameters<typeof TestSocket.join>[2]?, string?]) => {
    const socket = await TestSocket.join(node.address, at, hello);
    sockets.push(socket);
    return socket;
  };
  beforeAll(async () => {
    node = await RealtimeNode.start(settingsOf(extra));
    host = await node.person('Amina');
    viewer = await node.person('Lin', 'zh');
    session = await node.liveSession(host);
  });
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await node.stop();
  });

  it('welcomes with who you are, the language you get, the state and where the log is', async () => {
    const { welcome } = await join({ token: viewer.token, lang: 'zh-CN' });
    expect(welcome).toMatchObject({
      you: { id: viewer.actor.accountId, displayName: 'Lin', role: null },
      lang: 'zh-Hans',
      snapshot: { session: { id: session.id, state: 'live' } },
      holds: [],
      resumed: false,
    });
    expect(welcome.heads.seqs).toMatchObject({ control: 1, chat: 0 });
  });

  it('finds the session by its slug, and serves the spoken language to who reads none that is offered', async () => {
    const { welcome } = await join({ lang: 'sw' }, session.slug);
    expect(welcome).toMatchObject({ you: null, lang: 'en', snapshot: { session: { id: session.id } } });
  });

  it('carries a message to every viewer, and speech to its readers', async () => {
    const [writer, reader] = [await join({ token: viewer.token, lang: 'fr' }), await join({ lang: 'zh-Hans' })];
    const speaker = await join({ token: host.token });
    const text = `Is the tea organic? ${uuidv7()}`;
    const answer = await writer.command('chat.send', aChat(text));
    expect(answer).toMatchObject({ type: 'ack', result: { claim: null } });
    for (const socket of [writer, reader, speaker])
      await socket.until(() => socket.texts('chat').includes(text) || undefined);
    expect(await speaker.command('caption.say', aCaption('Welcome to the hills'))).toMatchObject({ type: 'ack' });
    await speaker.until(() => speaker.texts('caption.en').includes('Welcome to the hills') || undefined);
    expect(reader.entries('caption.en')).toEqual([]);
  });

  it('makes one message of one that is sent twice', async () => {
    const writer = await join({ token: viewer.token });
    const message = aChat('once');
    const [first, second] = [await writer.command('chat.send', message), await writer.command('chat.send', message)];
    expect(second.result).toEqual(first.result);
  });

  it('keeps the order in which one connection writes', async () => {
    const writer = await join({ token: viewer.token });
    const texts = Array.from({ length: 8 }, (_, index) => `line ${index} ${uuidv7()}`);
    await Promise.all(texts.map((text) => writer.command('chat.send', aChat(text))));
    await writer.until(() => writer.texts('chat').includes(texts.at(-1)) || undefined);
    expect(writer.texts('chat').filter((text) => texts.includes(text ?? ''))).toEqual(texts);
  });

  it('tells what is private to that account alone', async () => {
    const [here, other] = [await join({ token: viewer.token }), await join({ token: host.token })];
    const log = node.app.get(SessionLog, { strict: false });
    const event: SessionEventOf<'claim.decided'> = {
      type: 'claim.decided',
      outcome: { outcome: 'STATUS', claim: uuidv7(), holds: [], waiting: [] },
      message: null,
    };
    const own = channels.viewer(viewer.actor.accountId);
    await log.append(session.id, own, event, uuidv7());
    await here.until(() => here.entries(own)[0]);
    await other.command('hello', { lang: 'en' });
    expect(other.entries(own)).toEqual([]);
  });

  it('shows a newcomer the last messages and finished captions', async () => {
    const quiet = await node.liveSession(host);
    const speaker = await join({ token: host.token }, quiet.id);
    for (let n = 1; n <= 15; n++) await speaker.command('caption.say', aCaption(`caption ${n}`));
    const segment = uuidv7();
    await speaker.command('caption.say', aCaption('and', 'partial', segment));
    await speaker.command('caption.say', aCaption('and now', 'partial', segment));
    await speaker.command('chat.send', aChat('hello'));
    const newcomer = await join({}, quiet.id);
    await newcomer.until(() => newcomer.texts('chat').includes('hello') || undefined);
    const captions = newcomer.texts('caption.en');
    expect(captions).toHaveLength(12);
    expect(captions).toEqual([...Array.from({ length: 11 }, (_, index) => `caption ${index + 5}`), 'and now']);
  });

  it('gives exactly what was missed to who resumes, also on another connection at the same moment', async () => {
    const room = await node.liveSession(host);
    const writer = await join({ token: host.token }, room.id);
    const before = await join({}, room.id);
    for (let n = 0; n < 5; n++) await writer.command('chat.send', aChat(`before ${n}`));
    await before.until(() => before.texts('chat').includes('before 4') || undefined);
    const last = before.entries('chat').at(-1);
    before.close();
    for (let n = 0; n < 5; n++) await writer.command('chat.send', aChat(`while away ${n}`));
    const since = {
      epoch: last?.epoch ?? '',
      seqs: { control: 1, chat: last?.seq ?? 0, 'caption.en': 0, 'chat.en': 0 },
    };
    const coming = Promise.all(Array.from({ length: 5 }, () => join({ since }, room.id)));
    for (let n = 0; n < 5; n++) await writer.command('chat.send', aChat(`after ${n}`));
    for (const back of await coming) {
      await back.until(() => back.texts('chat').includes('after 4') || undefined);
      expect(back.welcome.resumed).toBe(true);
      expect(back.texts('chat')).toEqual(
        ['while away', 'after'].flatMap((when) => [0, 1, 2, 3, 4].map((n) => `${when} ${n}`)),
      );
    }
  });

  it('says so when it can not resume, and starts from the snapshot', async () => {
    const back = await join({ since: { epoch: uuidv7(), seqs: { chat: 3 } } });
    expect(back.welcome.resumed).toBe(false);
  });

  it('tells who was here before all that was said meanwhile, also when the log has forgotten where that was', async () => {
    const room = await node.liveSession(host);
    const speaker = await join({ token: host.token }, room.id);
    for (let n = 1; n <= 20; n++) await speaker.command('caption.say', aCaption(`caption ${n}`));
    const since = { epoch: '00000000-0000-7000-8000-000000000000', seqs: { 'caption.en': 3 } };
    const back = await join({ since }, room.id);
    await back.until(() => back.texts('caption.en').includes('caption 20') || undefined);
    expect(back.welcome).toMatchObject({ resumed: false, heads: { seqs: { 'caption.en': 20 } } });
    expect(back.texts('caption.en')).toEqual(Array.from({ length: 20 }, (_, index) => `caption ${index + 1}`));
    expect(back.entries('caption.en').map(({ seq }) => seq)).toEqual([
      ...Array.from({ length: 8 }, () => 0),
      ...Array.from({ length: 12 }, (_, index) => index + 9),
    ]);
  });

  it('changes the language of a connection by another hello', async () => {
    const socket = await join({ lang: 'fr' });
    await socket.command('hello', { lang: 'en' });
    expect(socket.welcome.lang).toBe('en');
    const speaker = await join({ token: host.token });
    const text = `switched ${uuidv7()}`;
    await speaker.command('caption.say', aCaption(text));
    await socket.until(() => socket.texts('caption.en').includes(text) || undefined);
    expect(socket.texts('caption.en').filter((said) => said === text)).toHaveLength(1);
  });

  it('tells the room how many read along, by language', async () => {
    const room = await node.liveSession(host);
    const first = await join({ lang: 'fr', country: 'RW' }, room.id);
    const second = await join({ lang: 'zh-Hans' }, room.id);
    const told = (socket: TestSocket) => socket.messages.findLast(({ type }) => type === 'audience')?.audience;
    const untilTold = (socket: TestSocket, viewers: number) =>
      socket.until(() => (told(socket)?.viewers === viewers ? told(socket) : undefined));
    const both = { viewers: 2, byLanguage: { fr: 1, 'zh-Hans': 1 }, byCountry: { RW: 1 } };
    expect([await untilTold(first, 2), await untilTold(second, 2)]).toEqual([both, both]);
    second.close();
    expect(await untilTold(first, 1)).toEqual({ viewers: 1, byLanguage: { fr: 1 }, byCountry: { RW: 1 } });
  });

  describe('answers every bad frame and leaves the room alone', () => {
    const problemTo = async (socket: TestSocket, frame: string) => {
      const before = socket.messages.length;
      socket.send(frame);
      return socket.until(() => socket.messages.slice(before).find(({ type }) => type === 'problem')?.problem?.code);
    };

    it.each([
      ['an unknown command', { cmd: 'chat.shout', id: 'x', data: {} }, 'realtime.unknown-command'],
      ['a name of Object.prototype', { cmd: 'constructor', id: 'x', data: {} }, 'realtime.unknown-command'],
      ['data of another form', { cmd: 'chat.send', id: 'x', data: { text: 7 } }, 'request.invalid'],
      ['no data', { cmd: 'chat.send', id: 'x' }, 'request.invalid'],
      ['half of a character', { cmd: 'chat.send', id: 'x', data: { ...aChat('\ud800') } }, 'request.invalid'],
      [
        'a hold that is not theirs',
        { cmd: 'hold.release', id: 'x', data: { holdId: uuidv7() } },
        'order.hold-not-found',
      ],
      ['speech of a viewer', { cmd: 'caption.say', id: 'x', data: aCaption('me too') }, 'account.forbidden'],
    ])('%s', async (_name, frame, code) => {
      const socket = await join({ token: viewer.token });
      expect(await problemTo(socket, JSON.stringify(frame))).toBe(code);
      expect(await socket.command('chat.send', aChat('still here'))).toMatchObject({ type: 'ack' });
    });

    it('a command before hello', async () => {
      const socket = await TestSocket.open(node.address, session.id);
      sockets.push(socket);
      expect(await socket.command('chat.send', aChat('early'))).toMatchObject({
        problem: { code: 'realtime.hello-first' },
      });
    });

    it('a guest without a token who wants to write', async () => {
      const socket = await join();
      expect(await socket.command('chat.send', aChat('who am I'))).toMatchObject({
        problem: { code: 'account.unauthenticated' },
      });
    });

    it.each([
      ['not JSON', 'hello?'],
      ['JSON that is no command', '[1,2,3]'],
      ['an empty frame', ''],
      ['deep nesting', '['.repeat(5000)],
    ])('%s, and closes', async (_name, frame) => {
      const socket = await join();
      expect(await problemTo(socket, frame)).toBe('request.invalid');
      expect(await socket.untilClosed()).toMatchObject({ code: closeCodes['bad-frame'].code });
    });

    it('a binary frame, and closes', async () => {
      const socket = await join();
      socket.socket.send(Buffer.from([1, 2, 3]));
      expect(await socket.untilClosed()).toMatchObject({ code: closeCodes['bad-frame'].code });
    });

    it('a frame that is too large, by the code that RFC 6455 has for it', async () => {
      const socket = await join();
      socket.send(JSON.stringify({ cmd: 'chat.send', id: 'x', data: 'x'.repeat(20_000) }));
      expect(await socket.untilClosed()).toMatchObject({ code: 1009 });
    });

    it('too many commands: says when the next is allowed, and closes on who does not listen', async () => {
      const socket = await join({ token: viewer.token });
      for (let n = 0; n < 30; n++) socket.send(JSON.stringify({ cmd: 'chat.shout', id: `n${n}`, data: {} }));
      const limited = await socket.until(() =>
        socket.messages.find(({ problem }) => problem?.code === 'request.limited'),
      );
      expect(limited.problem?.retryAfterMs).toBeGreaterThan(0);
      for (let n = 0; n < 200; n++) socket.send(JSON.stringify({ cmd: 'chat.shout', id: `m${n}`, data: {} }));
      expect(await socket.untilClosed()).toMatchObject({ code: closeCodes['too-frequent'].code });
    });

    it('a token that is none', async () => {
      const socket = await TestSocket.open(node.address, session.id);
      const answer = await socket.command('hello', { lang: 'en', token: 'not.a.token' });
      expect(answer.problem?.code).toBe('account.unauthenticated');
      expect(await socket.untilClosed()).toMatchObject({ code: closeCodes.unauthenticated.code });
    });

    it('a session that does not exist', async () => {
      const socket = await TestSocket.open(node.address, uuidv7());
      expect(await socket.command('hello', { lang: 'en' })).toMatchObject({ problem: { code: 'session.not-found' } });
      expect(await socket.untilClosed()).toMatchObject({ code: closeCodes['no-session'].code });
    });

    it('a page of somebody else, at the door', async () => {
      const foreign = TestSocket.open(node.address, session.id, { origin: 'https://evil.example' });
      await expect(foreign).rejects.toThrow('403');
      const own = await TestSocket.open(node.address, session.id, { origin: `http://${node.address}` });
      own.close();
    });

    it('another subprotocol, at the door', async () => {
      await expect(TestSocket.open(node.address, session.id, { protocol: 'graphql-ws' })).rejects.toThrow('400');
    });
  });

  it('does not ask PostgreSQL for each of those who come at the same moment', async () => {
    const room = await node.liveSession(host);
    const { pool } = node.app.get(Database, { strict: false });
    const asked: string[] = [];
    const count = () => void asked.push('a connection');
    pool.on('acquire', count);
    const alone = await join({}, room.id);
    const forOne = asked.length;
    alone.close();
    await pause(1500);
    asked.length = 0;
    await Promise.all(Array.from({ length: 40 }, () => join({}, room.id)));
    pool.off('acquire', count);
    expect(forOne).toBeGreaterThan(0);
    // a snapshot is good for a second, and a busy machine takes some to let forty in
    expect(asked.length).toBeLessThan(forOne * 10);
  });

  it('lets in a crowd at its rate, and sends the rest away until later', async () => {
    const narrow = await RealtimeNode.start(settingsOf({ ...extra, JOINS_PER_SECOND: '2' }));
    const room = await narrow.liveSession(host);
    const crowd = await Promise.all(Array.from({ length: 20 }, () => TestSocket.open(narrow.address, room.id)));
    for (const socket of crowd) socket.send(JSON.stringify({ cmd: 'hello', id: 'hello', data: { lang: 'en' } }));
    const sentAway = crowd.slice(17);
    for (const { code, reason } of await Promise.all(sentAway.map((socket) => socket.untilClosed()))) {
      expect(code).toBe(closeCodes.resume.code);
      expect((JSON.parse(reason) as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(8000);
    }
    const [first, second] = crowd;
    await first?.until(() => first.welcome);
    await second?.until(() => second.welcome);
    expect(crowd.filter(({ welcome }) => welcome !== undefined).length).toBeLessThan(10);
    for (const socket of crowd) socket.close();
    await narrow.stop();
  });

  it('sends its viewers away when it stops, each at its own time, and forgets them', async () => {
    const leaving = await RealtimeNode.start(settingsOf(extra));
    const room = await leaving.liveSession(host);
    const readers = await Promise.all(['fr', 'en'].map((lang) => TestSocket.join(leaving.address, room.id, { lang })));
    // in standalone a process knows only its own viewers, and after its end nobody asks for them
    const presence = (mode === 'scaled' ? node : leaving).app.get(Presence, { strict: false });
    await leaving.stop();
    expect(await presence.audience(room.id)).toEqual({ viewers: 0, byLanguage: {}, byCountry: {} });
    for (const reader of readers) {
      const { code, reason } = await reader.untilClosed();
      expect(code).toBe(closeCodes.resume.code);
      expect(JSON.parse(reason)).toEqual({ reason: 'resume', retryAfterMs: expect.any(Number) });
    }
  });
});

describe('two realtime nodes over one Redis', () => {
  it('carry a message from one to the viewers of the other, who may go over to the first and miss nothing', async () => {
    const settings = settingsOf({ REDIS_URL: process.env.REDIS_URL ?? '' });
    const [a, b] = await Promise.all([RealtimeNode.start(settings), RealtimeNode.start(settings)]);
    const host = await a.person('Amina');
    const room = await a.liveSession(host);
    const writer = await TestSocket.join(a.address, room.id, { token: host.token });
    const reader = await TestSocket.join(b.address, room.id);
    await writer.command('chat.send', aChat('one'));
    await reader.until(() => reader.texts('chat').includes('one') || undefined);
    const last = reader.entries('chat').at(-1);
    await b.stop();
    await writer.command('chat.send', aChat('two'));
    const since = { epoch: last?.epoch ?? '', seqs: { ...reader.welcome.heads.seqs, chat: last?.seq ?? 0 } };
    const again = await TestSocket.join(a.address, room.id, { since });
    await again.until(() => again.texts('chat').includes('two') || undefined);
    expect(again.texts('chat')).toEqual(['two']);
    for (const socket of [writer, again]) socket.close();
    await a.stop();
  });
});
