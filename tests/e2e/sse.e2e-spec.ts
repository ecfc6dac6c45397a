import { expect } from '@jest/globals';
import { ServerMessage, type Welcome } from '#libs/contracts';
import { aLiveSession, aPerson, aViewer } from '../support/builders.js';
import { EventStreamReader } from '../support/event-stream.js';
import { eventually } from '../support/eventually.js';
import { upTo } from '../support/gapless.js';
import { bothModes, type House } from '../support/house.js';
import { storiesIn } from '../support/story.js';

type Opening = NonNullable<Parameters<typeof EventStreamReader.open>[1]>;

const messagesOf = (reader: EventStreamReader): ServerMessage[] =>
  reader.events
    .filter(({ type }) => type !== 'close')
    .flatMap(({ data }) => (JSON.parse(data) as unknown[]).map((message) => ServerMessage.parse(message)));
const welcomeOf = (reader: EventStreamReader): Welcome | undefined =>
  messagesOf(reader).find((message) => message.type === 'welcome');
const heard = (reader: EventStreamReader, channel = 'chat'): number[] =>
  messagesOf(reader).flatMap((message) =>
    message.type === 'event' && message.entry.channel === channel ? [message.entry.seq] : [],
  );

storiesIn(bothModes, 'a viewer whose network breaks WebSocket', (tell, mode) => {
  const read = async (house: House, session: string, opening: Opening = {}, node: 0 | 1 = 0, query = 'lang=en') => {
    const base = house.realtimeUrls[node].replace(/^ws/, 'http');
    const reader = await EventStreamReader.open(`${base}/v1/sessions/${session}/events?${query}`, opening);
    house.showOutLater(reader);
    return reader;
  };

  tell('reads the session as an event stream: a welcome, what was said, what is said', async (house) => {
    const session = await aLiveSession(await aPerson(house));
    const talker = await (await aViewer(house)).join(session.id, 'en', 1);
    await talker.say('before', 'en');
    const reader = await read(house, session.slug);
    expect(reader.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await reader.until('the welcome and the past', () => heard(reader).length === 1);
    expect(reader.events[0]?.type).toBe('welcome');
    expect(welcomeOf(reader)).toMatchObject({ you: null, lang: 'en', snapshot: { session: { id: session.id } } });
    expect(reader.reconnectionTime).toBeGreaterThanOrEqual(1000);
    await talker.say('now\nand in two lines', 'en');
    await reader.until('the news', () => heard(reader).length === 2);
    expect(heard(reader)).toEqual([1, 2]);
  });

  tell('resumes where it was cut, on another node where there is one, without a gap or a double', async (house) => {
    const session = await aLiveSession(await aPerson(house));
    const viewer = await aViewer(house);
    const token = await viewer.me.token();
    const talker = await viewer.join(session.id, 'en', 1);
    const first = await read(house, session.id, { token });
    await first.until('the welcome', () => welcomeOf(first));
    expect(welcomeOf(first)?.you?.id).toBe(viewer.account.id);
    for (const n of upTo(5)) await talker.say(`message ${n}`, 'en');
    await first.until('the first messages', () => heard(first).length === 5);
    first.leave();
    for (const n of upTo(10, 6)) await talker.say(`message ${n}`, 'en');
    const { lastEventId } = first;

    const byHeader = await read(house, session.id, { token, lastEventId }, 1);
    const byQuery = await read(house, session.id, { token }, 0, `lang=en&lastEventId=${lastEventId}`);
    await talker.say('message 11', 'en');
    for (const again of [byHeader, byQuery]) {
      await again.until('all that was missed', () => heard(again).length >= 6);
      expect(heard(again)).toEqual(upTo(11, 6));
      expect(welcomeOf(again)?.resumed).toBe(true);
    }
  });

  tell('starts anew with an id that is not of this log', async (house) => {
    const session = await aLiveSession(await aPerson(house));
    for (const lastEventId of ['17', `${crypto.randomUUID()}~c_1~m_900`]) {
      const reader = await read(house, session.id, { lastEventId });
      await reader.until('the welcome', () => welcomeOf(reader));
      expect(welcomeOf(reader)?.resumed).toBe(false);
    }
  });

  tell('is counted, and what is theirs alone reaches nobody else', async (house) => {
    const session = await aLiveSession(await aPerson(house), { languages: ['en', 'fr'] });
    const stranger = await read(house, session.id, {}, 0, 'lang=fr');
    const seat = await (await aViewer(house)).join(session.id, 'en', 1);
    await seat.until('the reader of the stream is counted', ({ audience }) => audience.byLanguage['fr'] === 1);
    stranger.leave();
    await seat.until('and no longer', ({ audience }) => audience.byLanguage['fr'] === undefined);
  });

  tell('gets the batches of a thin line, and a sign of life every fifteen seconds', async (house) => {
    const session = await aLiveSession(await aPerson(house));
    const talker = await (await aViewer(house)).join(session.id, 'en', 1);
    const reader = await read(house, session.id, {}, 0, 'lang=en&profile=text');
    await reader.until('the welcome', () => reader.of('welcome').length === 1);
    await talker.say('in short', 'en');
    await reader.until('a run of the short form', () =>
      /"c":"m","s":1,"x":\[\{/.test(reader.events.at(-1)?.data ?? ''),
    );
    await eventually('a sign of life', () => reader.comments.length > 0, 17_000);
    expect(reader.ended).toBe(false);
  });

  tell('is refused at the door what a socket would be', async (house) => {
    const session = await aLiveSession(await aPerson(house));
    const statusOf = async (...args: Parameters<typeof read>) => (await read(...args)).response.status;
    expect(await statusOf(house, session.id, { token: 'not.a.token' })).toBe(401);
    expect(await statusOf(house, crypto.randomUUID())).toBe(404);
    expect(await statusOf(house, session.id, { origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf(house, session.id, {}, 0, 'profile=full')).toBe(400);
    const token = await (await aViewer(house)).me.token();
    const withTokenInAddress = await read(house, session.id, {}, 0, `lang=en&token=${token}`);
    await withTokenInAddress.until('the welcome', () => welcomeOf(withTokenInAddress));
    expect(welcomeOf(withTokenInAddress)?.you).toBeNull();
  });

  tell('from a page of ours may read the answer', async (house) => {
    const session = await aLiveSession(await aPerson(house));
    const { response } = await read(house, session.id, { origin: new URL(house.url).origin });
    expect(response.headers.get('access-control-allow-origin')).toBe(new URL(house.url).origin);
  });

  if (mode === 'scaled')
    tell('is told when to come back by a node that stops', async (house) => {
      const session = await aLiveSession(await aPerson(house));
      const [node] = house.realtimeNodes;
      const readers = await Promise.all(upTo(5).map(() => read(house, session.id)));
      for (const reader of readers) await reader.until('the welcome', () => welcomeOf(reader));
      await node.stop();
      const waits = readers.map(({ reconnectionTime }) => reconnectionTime);
      await node.startAgain();
      for (const reader of readers) {
        expect(JSON.parse(reader.of('close')[0]?.data ?? '{}')).toEqual({
          reason: 'resume',
          retryAfterMs: reader.reconnectionTime,
        });
        expect(reader.ended).toBe(true);
      }
      expect(new Set(waits).size).toBeGreaterThan(1);
    });
});
