import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Gathering } from './gathering.js';

const withinMs = 5;
let taken: number[][];
let gathering: Gathering<number>;
beforeEach(() => {
  jest.useFakeTimers();
  taken = [];
  gathering = new Gathering(withinMs, (items) => taken.push(items));
});
afterEach(() => {
  jest.useRealTimers();
});

const items = (count: number) => Array.from({ length: count }, (_, at) => at);
/** How long it takes until these are taken, in milliseconds. */
function patienceFor(count: number): number {
  const before = taken.length;
  gathering.add(items(count));
  let waited = 0;
  while (taken.length === before) {
    jest.advanceTimersByTime(1);
    waited += 1;
  }
  return waited;
}

it('takes together what comes within a few milliseconds of the first', () => {
  gathering.add([1]);
  jest.advanceTimersByTime(4);
  gathering.add([2, 3]);
  expect(taken).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(taken).toEqual([[1, 2, 3]]);
  jest.advanceTimersByTime(100);
  expect(taken).toHaveLength(1);
});

it('lets what is urgent wait for a moment only, and takes along what waits', () => {
  gathering.add([1]);
  gathering.add([2], true);
  jest.advanceTimersByTime(1);
  expect(taken).toEqual([[1, 2]]);
});

it('is not put off by one urgent thing after the other', () => {
  for (const each of items(10)) {
    gathering.add([each], true);
    jest.advanceTimersByTime(0.5);
  }
  expect(taken.length).toBeGreaterThanOrEqual(4);
});

it('waits longer while a lot comes, eight times as long at most, and less again when little comes', () => {
  expect([30, 60, 120, 240, 480].map(patienceFor)).toEqual([5, 10, 20, 40, 40]);
  expect([1, 1, 1, 1].map(patienceFor)).toEqual([40, 20, 10, 5]);
});

it('takes what there is at once when it is told to', () => {
  gathering.add([1]);
  gathering.flush();
  gathering.flush();
  expect(taken).toEqual([[1]]);
});
