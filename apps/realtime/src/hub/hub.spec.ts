import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { Channel, CloseReason, LogEntry, Positions, SessionEvent } from '#libs/contracts';
import { textFrame } from '../socket/text-frame.js';
import type { Frame } from './frame.js';
import type { Outlet } from './outlet.js';
import { byteBudget } from './pressure.js';
import { Room } from './room.js';
import { welcomeMessage } from './room-message.js';
import type { Reader } from './seat.js';

const epoch = uuidv7();
const heads = { epoch, seqs: {} };
const welcome = welcomeMessage('{"type":"welcome"}');

function anOutlet() {
  const outlet = {
    frames: [] as Buffer[],
    closed: undefined as CloseReason | undefined,
    opened: undefined as Positions | undefined,
    waitingBytes: 0,
    framing: textFrame,
    open: (_welcome: Frame, catchUp: readonly Frame[], upTo: Positions) => {
      outlet.frames.push(...catchUp.map(({ bytes }) => bytes));
      outlet.opened = upTo;
    },
    write: ({ bytes }: Frame) => void outlet.frames.push(bytes),
    close: (reason: CloseReason) => void (outlet.closed ??= reason),
  } satisfies Outlet & Record<string, unknown>;
  return outlet;
}
type TestOutlet = ReturnType<typeof anOutlet>;

/** The messages of a frame, read by the header of RFC 6455. */
function messagesIn(frame: Buffer): { type: string; entry: LogEntry }[] {
  const length = (frame[1] ?? 0) & 0x7f;
  const start = length === 126 ? 4 : length === 127 ? 10 : 2;
  return JSON.parse(frame.subarray(start).toString());
}
const read = (outlet: TestOutlet) => outlet.frames.map((frame) => messagesIn(frame).map(({ entry }) => entry.seq));

let seq = 0;
function anEntry(channel: Channel, event: Partial<SessionEvent> & { type: string }): LogEntry {
  return { channel, epoch, seq: ++seq, id: uuidv7(), at: '2026-11-22T09:30:00.000Z', event: event as SessionEvent };
}
const aChat = () => anEntry('chat', { type: 'chat.message' });
const anOffer = (channel: Channel = 'control') => anEntry(channel, { type: 'offer.opened' });
const aPartial = (lang = 'fr') => anEntry(`caption.${lang}`, { type: 'caption', state: 'partial' });
const aFinal = (lang = 'fr') => anEntry(`caption.${lang}`, { type: 'caption', state: 'final' });

const tickMs = { full: 50, text: 1000 };
function aRoom() {
  const counts = { encoded: 0, delivered: 0, newLanguages: 0, retired: 0, empty: 0 };
  const room = new Room('a-session', {
    tickMs,
    encoded: () => void counts.encoded++,
    delivered: (count) => void (counts.delivered += count),
    newLanguage: () => void counts.newLanguages++,
    retire: () => void counts.retired++,
    empty: () => void counts.empty++,
  });
  const seat = (reader: Partial<Reader> = {}) => {
    const outlet = anOutlet();
    const taken = room.take({ lang: 'fr', profile: 'full', accountId: undefined, ...reader }, outlet);
    taken.begin(welcome, [], heads);
    return { outlet, taken };
  };
  return { room, counts, seat };
}

beforeEach(() => {
  seq = 0;
  jest.useFakeTimers();
});
afterEach(() => void jest.useRealTimers());

describe('a room', () => {
  it('serialises once for an audience, and writes the same bytes to each of its sockets', () => {
    const { room, counts, seat } = aRoom();
    const viewers = Array.from({ length: 30 }, () => seat().outlet);
    room.entry(aChat());
    expect(counts).toMatchObject({ encoded: 1, delivered: 30 });
    expect(new Set(viewers.map(({ frames }) => frames[0])).size).toBe(1);
  });

  it('hands each audience only the channels it reads', () => {
    const { room, seat } = aRoom();
    const [french, swahili] = [seat({ lang: 'fr' }).outlet, seat({ lang: 'sw' }).outlet];
    room.entry(aFinal('fr'));
    room.entry(aFinal('sw'));
    room.entry(anOffer());
    expect(read(french)).toEqual([[1], [3]]);
    expect(read(swahili)).toEqual([[2], [3]]);
  });

  it('writes to a quiet audience at once, and shares a frame for each tick when it is busy', () => {
    const { room, seat } = aRoom();
    const { outlet } = seat();
    room.entry(aChat());
    expect(read(outlet)).toEqual([[1]]);
    for (let turn = 0; turn < 4; turn++) room.entry(aChat());
    expect(read(outlet)).toEqual([[1]]);
    jest.advanceTimersByTime(50);
    expect(read(outlet)).toEqual([[1], [2, 3, 4, 5]]);
    jest.advanceTimersByTime(500);
    room.entry(aChat());
    expect(read(outlet).at(-1)).toEqual([6]);
  });

  it('lets finished captions and offers not wait, and keeps the order of what waited before them', () => {
    const { room, seat } = aRoom();
    const { outlet } = seat();
    room.entry(aChat());
    room.entry(aChat());
    room.entry(anOffer());
    room.entry(aChat());
    room.entry(aFinal());
    expect(read(outlet)).toEqual([[1], [2, 3], [4, 5]]);
  });

  it('tells what is for one viewer to all sockets of that account and to nobody else', () => {
    const { room, seat } = aRoom();
    const accountId = uuidv7();
    const [here, there, other] = [seat({ accountId }).outlet, seat({ accountId, lang: 'sw' }).outlet, seat().outlet];
    room.entry(anEntry(`viewer.${accountId}`, { type: 'hold.changed' }));
    expect([here, there, other].map(read)).toEqual([[[1]], [[1]], []]);
  });

  it('batches the text profile once a second, in short, with one number for all passing captions in a row', () => {
    const { room, seat } = aRoom();
    const { outlet } = seat({ profile: 'text' });
    room.entry(anOffer());
    for (let n = 0; n < 5; n++) room.entry(aPartial());
    room.entry(anOffer('caption.fr'));
    jest.advanceTimersByTime(900);
    expect(outlet.frames).toHaveLength(1);
    jest.advanceTimersByTime(100);
    const [, batch] = outlet.frames.map(messagesIn);
    expect(batch).toEqual([
      { c: 's.fr', s: 2, x: [5, { i: expect.any(String), d: expect.any(Number), o: { type: 'offer.opened' } }] },
    ]);
  });

  it('frames the bytes for each kind of line once', () => {
    const { room, counts } = aRoom();
    const framing = (text: string) => Buffer.from(`<${text}>`);
    const outlets = Array.from({ length: 6 }, (_, index) => ({ ...anOutlet(), ...(index < 3 ? { framing } : {}) }));
    for (const outlet of outlets)
      room.take({ lang: 'fr', profile: 'full', accountId: undefined }, outlet).begin(welcome, [], heads);
    room.entry(aChat());
    expect(counts).toMatchObject({ encoded: 2, delivered: 6 });
    expect(outlets.map(({ frames }) => frames[0]?.[0] === '<'.charCodeAt(0))).toEqual(
      outlets.map((_, index) => index < 3),
    );
  });

  it('says when a language gets its first viewer and when nobody is left', () => {
    const { counts, seat, room } = aRoom();
    const seats = [seat({ lang: 'fr' }), seat({ lang: 'fr' }), seat({ lang: 'sw' })];
    expect(counts.newLanguages).toBe(2);
    expect(room.viewers().byLanguage).toEqual({ fr: 2, sw: 1 });
    for (const { taken } of seats) taken.leave();
    for (const { taken } of seats) taken.leave();
    expect(counts.empty).toBe(1);
    expect(room.viewers().byLanguage).toEqual({});
  });

  it('tells early what is decided while the log is away, each once, and not behind the entry itself', () => {
    const { room, seat } = aRoom();
    const [buyer, other] = [seat({ accountId: 'buyer' }), seat({ lang: 'sw', profile: 'text' })];
    const waiting = ({ id, channel, event }: LogEntry) => ({ id, sessionId: 'a-session', channel, event });
    const [offer, hold, known] = [anOffer(), anOffer('viewer.buyer'), anOffer()];
    room.entry(known);
    for (const event of [offer, hold, offer, known]) room.early(waiting(event));
    jest.advanceTimersByTime(1000);
    room.entry(offer);
    const early = (entry: LogEntry) => expect.objectContaining({ type: 'early', id: entry.id, event: entry.event });
    expect(buyer.outlet.frames.flatMap(messagesIn)).toEqual([
      { type: 'event', entry: known },
      early(offer),
      early(hold),
      { type: 'event', entry: offer },
    ]);
    expect(other.outlet.frames.flatMap(messagesIn)).toContainEqual(early(offer));
    expect(other.outlet.frames.flatMap(messagesIn)).not.toContainEqual(early(hold));
  });

  it('sends everybody to come again when the log has lost what they have', () => {
    const { room, seat } = aRoom();
    const { outlet } = seat();
    room.lost();
    expect(outlet.closed).toBe('resume');
  });
});

describe('joining a room', () => {
  it('keeps what comes meanwhile and joins it on without a gap or a double', () => {
    const { room, seat } = aRoom();
    const { outlet: other } = seat();
    const outlet = anOutlet();
    const joining = room.take({ lang: 'fr', profile: 'full', accountId: undefined }, outlet);
    const entries = [aChat(), aChat(), aChat()];
    for (const entry of entries) room.entry(entry);
    // the log was read up to the second of them
    joining.begin(welcome, entries.slice(0, 2), { epoch, seqs: { chat: 2 } });
    expect(outlet.opened).toEqual({ epoch, seqs: { chat: 3 } });
    room.entry(aChat());
    jest.advanceTimersByTime(50);
    expect(read(outlet).flat()).toEqual([1, 2, 3, 4]);
    expect(read(other).flat()).toEqual([1, 2, 3, 4]);
  });

  it('does not send again what was waiting for the tick of the audience', () => {
    const { room, seat } = aRoom();
    seat();
    room.entry(aChat());
    room.entry(aChat());
    const outlet = anOutlet();
    const joining = room.take({ lang: 'fr', profile: 'full', accountId: undefined }, outlet);
    joining.begin(welcome, [], { epoch, seqs: { chat: 2 } });
    jest.advanceTimersByTime(100);
    expect(outlet.frames).toEqual([]);
  });

  it('does not take a long catch-up for slowness, but what comes behind it', () => {
    const { room } = aRoom();
    const outlet = anOutlet();
    const joining = room.take({ lang: 'fr', profile: 'full', accountId: undefined }, outlet);
    joining.begin(welcomeMessage('"x"'.padEnd(byteBudget.all * 2)), [], heads);
    outlet.waitingBytes = byteBudget.all * 2;
    room.entry(anOffer());
    expect(outlet.closed).toBeUndefined();
    outlet.waitingBytes = byteBudget.all * 4;
    room.entry(anOffer());
    expect(outlet.closed).toBe('slow');
  });
});

describe('a slow viewer', () => {
  const slow = (waitingBytes: number) => {
    const { room, seat } = aRoom();
    const [fast, outlet] = [seat().outlet, seat().outlet];
    outlet.waitingBytes = waitingBytes;
    room.entry(aPartial());
    room.entry(aPartial());
    room.entry(aChat());
    room.entry(anOffer());
    jest.advanceTimersByTime(50);
    return { outlet, fast };
  };
  const withEvents = (outlet: TestOutlet) =>
    outlet.frames.flatMap((frame) =>
      messagesIn(frame)
        .filter(({ entry }) => entry.event)
        .map(({ entry }) => entry.seq),
    );

  it('loses passing captions first, and learns their places', () => {
    const { outlet } = slow(byteBudget.passing + 100);
    expect(withEvents(outlet)).toEqual([3, 4]);
    expect(read(outlet).flat()).toEqual([1, 2, 3, 4]);
  });

  it('then loses chat, but never an offer', () => {
    const { outlet } = slow(byteBudget.chat + 100);
    expect(withEvents(outlet)).toEqual([4]);
  });

  it('is closed when it takes nothing at all', () => {
    const { outlet } = slow(byteBudget.all + 100);
    expect(outlet).toMatchObject({ closed: 'slow', frames: [] });
  });

  it('disturbs nobody else', () => {
    const { fast } = slow(byteBudget.all + 100);
    expect(withEvents(fast)).toEqual([1, 2, 3, 4]);
    expect(fast.closed).toBeUndefined();
  });
});
