import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { LogEntry } from '#libs/contracts';
import { Audience } from './audience.js';
import { eventMessage } from './room-message.js';
import type { Seat } from './seat.js';

const tickMs = 50;
const epoch = uuidv7();
let seq = 0;
const aChat = () => {
  const entry = { channel: 'chat', epoch, seq: ++seq, id: uuidv7(), at: '', event: { type: 'chat.message' } };
  return eventMessage(entry as LogEntry);
};

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('shares frames still when a crowd takes longer to write to than a tick', () => {
  const audience = new Audience('en', 'full', tickMs, { encoded: () => {}, delivered: () => {} });
  const flushes: number[] = [];
  const crowd = {
    take({ size }: { size: number }) {
      flushes.push(size);
      jest.advanceTimersByTime(2 * tickMs);
    },
  };
  audience.seats.add(crowd as unknown as Seat);
  audience.add(aChat());
  for (let message = 0; message < 4; message++) audience.add(aChat());
  expect(flushes).toEqual([1]);
  jest.advanceTimersByTime(tickMs);
  expect(flushes).toEqual([1, 4]);
});
