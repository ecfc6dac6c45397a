import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { type LogEntry, readPositionsWord, type SessionEvent } from '#libs/contracts';
import { byteBudget } from '../hub/pressure.js';
import { Room } from '../hub/room.js';
import { welcomeMessage } from '../hub/room-message.js';
import { EventStream } from './event-stream.js';

const epoch = uuidv7();
const welcome = welcomeMessage('{"type":"welcome"}');

function aResponse() {
  const response = Object.assign(new EventEmitter(), {
    text: '',
    writableLength: 0,
    writableEnded: false,
    destroyed: false,
    setHeader: () => {},
    writeHead: () => {},
    cork: () => {},
    uncork: () => {},
    destroy: () => {},
    write: (part: Buffer | string) => void (response.text += part.toString()),
    end: (part: string) => {
      response.text += part;
      response.writableEnded = true;
    },
  });
  return response;
}

/** The fields of each event, as they were written. */
const eventsIn = (text: string) =>
  text
    .split('\n\n')
    .slice(1, -1)
    .map((event) => Object.fromEntries(event.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2))));

function aReader() {
  const room = new Room('a-session', {
    tickMs: { full: 0, text: 1000 },
    encoded: () => {},
    delivered: () => {},
    newLanguage: () => {},
    retire: () => {},
    empty: () => {},
  });
  const response = aResponse();
  const stream = new EventStream(response as unknown as ServerResponse, {});
  const accountId = uuidv7();
  const seat = room.take({ lang: 'fr', profile: 'full', accountId }, stream);
  const seqs = new Map<string, number>();
  const tell = (channel: LogEntry['channel'], type: string) => {
    const seq = (seqs.get(channel) ?? 0) + 1;
    seqs.set(channel, seq);
    const entry = {
      channel,
      epoch,
      seq,
      id: uuidv7(),
      at: '2026-11-22T09:30:00.000Z',
      event: { type } as SessionEvent,
    };
    room.entry(entry);
    return entry;
  };
  const lastPositions = () =>
    readPositionsWord(eventsIn(response.text).findLast(({ id }) => id !== undefined)?.id ?? '');
  return { stream, response, seat, tell, accountId, lastPositions };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('an event stream', () => {
  it('gives an id only to what ends the catching up', () => {
    const { seat, response, tell, lastPositions } = aReader();
    const entries = Array.from({ length: 450 }, () => tell('chat', 'chat.message'));
    seat.begin(welcome, entries, { epoch, seqs: { control: 4, chat: 450 } });
    const events = eventsIn(response.text);
    expect(events.map(({ event, id }) => [event, id !== undefined])).toEqual([
      ['welcome', false],
      [undefined, false],
      [undefined, false],
      [undefined, true],
    ]);
    expect(lastPositions()).toEqual({ epoch, seqs: { control: 4, chat: 450 } });
  });

  it('counts in its ids what is for all and what is for this reader alone', () => {
    const { seat, tell, accountId, lastPositions } = aReader();
    const own = `viewer.${accountId}` as const;
    seat.begin(welcome, [], { epoch, seqs: { control: 0, chat: 0, [own]: 0 } });
    tell(own, 'hold.changed');
    tell('chat', 'chat.message');
    tell('control', 'offer.opened');
    tell(own, 'hold.changed');
    expect(lastPositions()).toEqual({ epoch, seqs: { control: 1, chat: 1, [own]: 2 } });
  });

  it('which lost chat has no id from there on, and ends when the reader has caught up, to begin there anew', () => {
    const { seat, response, tell, lastPositions } = aReader();
    seat.begin(welcome, [], { epoch, seqs: { control: 0, chat: 0 } });
    tell('chat', 'chat.message');
    response.writableLength = byteBudget.chat + 1000;
    jest.advanceTimersByTime(10);
    tell('chat', 'chat.message');
    jest.advanceTimersByTime(10);
    tell('control', 'offer.opened');
    response.writableLength = byteBudget.passing + 1000;
    jest.advanceTimersByTime(10);
    tell('chat', 'chat.message');
    expect(lastPositions()).toEqual({ epoch, seqs: { control: 1, chat: 1 } });
    response.writableLength = 0;
    jest.advanceTimersByTime(10);
    tell('control', 'offer.opened');
    expect(eventsIn(response.text).at(-1)).toMatchObject({ event: 'close', retry: '0' });
    expect(lastPositions()).toEqual({ epoch, seqs: { control: 1, chat: 1 } });
  });

  it('shows that it lives by a comment', () => {
    const { stream, response } = aReader();
    stream.ping();
    expect(response.text.endsWith(':\n\n')).toBe(true);
  });
});
