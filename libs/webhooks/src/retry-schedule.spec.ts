import { describe, expect, it } from '@jest/globals';
import { retryAfterSeconds } from './retry-schedule.js';

const waits = (random: number): number[] => {
  const delays: number[] = [];
  for (let wait = retryAfterSeconds(1, random); wait !== null; wait = retryAfterSeconds(delays.length + 1, random))
    delays.push(wait);
  return delays;
};

describe('the schedule of retries', () => {
  it('begins soon, waits longer each time, and gives up after about three days', () => {
    const delays = waits(0);
    expect(delays[0]).toBe(5);
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    const days = delays.reduce((sum, delay) => sum + delay, 0) / 86_400;
    expect(days).toBeGreaterThan(3);
    expect(days).toBeLessThan(3.5);
  });

  it('spreads those that failed together', () => {
    expect(waits(0.999).every((delay, at) => delay > (waits(0)[at] ?? 0))).toBe(true);
  });
});
