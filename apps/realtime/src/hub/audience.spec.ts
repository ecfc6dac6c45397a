import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { LogEntry } from '#libs/contracts';
import { Audience } from './audience.js';
import { eventMessage } from './room-message.js';
import type { Seat } from './seat.js';

const tickMs = 50;
const epoch = uuidv7();
let seq = 0;
const aMessage = (channel: string, type: string) =>
  eventMessage({ channel, epoch, seq: ++seq, id: uuidv7(), at: '', event: { type } } as LogEntry);
const aChat = () => aMessage('chat', 'chat.message');
const aStock = () => aMessage('control', 'stock.changed');

function anAudience() {
  const counts = { encoded: 0, delivered: 0 };
  const audience = new Audience('en', 'full', tickMs, {
    encoded: () => void counts.encoded++,
    delivered: (count) => void (counts.delivered += count),
  });
  /** @returns how many messages each of its frames brought */
  const seat = (onTake = () => {}): number[] => {
    const sizes: number[] = [];
    const taken = {
      take({ size }: { size: number }) {
        sizes.push(size);
        onTake();
      },
    };
    audience.seat(taken as unknown as Seat);
    return sizes;
  };
  return { audience, counts, seat };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('shares frames still when a crowd takes longer to write to than a tick', () => {
  const { audience, seat } = anAudience();
  const sizes = seat(() => jest.advanceTimersByTime(2 * tickMs));
  audience.add(aChat());
  for (let message = 0; message < 4; message++) audience.add(aChat());
  expect(sizes).toEqual([1]);
  jest.advanceTimersByTime(tickMs);
  expect(sizes).toEqual([1, 4]);
});

it('tells the stock twice a second at most, and at once with what is told anyway', () => {
  const { audience, seat } = anAudience();
  const sizes = seat();
  for (let change = 0; change < 3; change++) audience.add(aStock());
  jest.advanceTimersByTime(490);
  expect(sizes).toEqual([1]);
  jest.advanceTimersByTime(10);
  expect(sizes).toEqual([1, 2]);
  audience.add(aStock());
  audience.add(aChat());
  jest.advanceTimersByTime(tickMs);
  expect(sizes).toEqual([1, 2, 2]);
  jest.advanceTimersByTime(1000);
  expect(sizes).toEqual([1, 2, 2]);
});

it('does not wait with more of it than a frame should hold', () => {
  const { audience, seat } = anAudience();
  const sizes = seat();
  for (let change = 0; change < 52; change++) audience.add(aStock());
  jest.advanceTimersByTime(tickMs);
  expect(sizes).toEqual([1, 51]);
});

it('lets who sits down in between start behind what waits, and the others wait on', () => {
  const { audience, counts, seat } = anAudience();
  const first = seat();
  audience.add(aChat());
  audience.add(aChat());
  const second = seat();
  audience.add(aChat());
  const third = seat();
  const beside = seat();
  expect(first).toEqual([1]);
  jest.advanceTimersByTime(tickMs);
  audience.add(aChat());
  jest.advanceTimersByTime(tickMs);
  expect(first).toEqual([1, 2, 1]);
  expect(second).toEqual([1, 1]);
  expect(third).toEqual([0, 1]);
  expect(beside).toEqual([0, 1]);
  expect(counts.delivered).toBe(8);
});
