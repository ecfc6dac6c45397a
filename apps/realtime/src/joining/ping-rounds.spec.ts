import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PingRounds } from './ping-rounds.js';
import type { Visitor } from './visitor.js';

const roundMs = 15_000;

const aVisitor = () => {
  const visitor = { pings: 0, ping: () => void visitor.pings++ };
  return visitor as typeof visitor & Visitor;
};
const pingsOf = (visitors: readonly { pings: number }[]) => visitors.map(({ pings }) => pings);

describe('asking lines for signs of life', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('asks each once a round, a few at a time', () => {
    const rounds = new PingRounds(roundMs);
    const visitors = Array.from({ length: 3000 }, aVisitor);
    for (const visitor of visitors) rounds.add(visitor);
    rounds.start();
    let asked = 0;
    for (let at = 0; at < roundMs; at += 100) {
      jest.advanceTimersByTime(100);
      const sum = pingsOf(visitors).reduce((all, pings) => all + pings, 0);
      expect(sum - asked).toBe(20);
      asked = sum;
    }
    expect(new Set(pingsOf(visitors))).toEqual(new Set([1]));
    jest.advanceTimersByTime(2 * roundMs);
    expect(new Set(pingsOf(visitors))).toEqual(new Set([3]));
  });

  it('asks nobody who left, nor anybody after its end', () => {
    const rounds = new PingRounds(roundMs);
    const [staying, leaving] = [aVisitor(), aVisitor()];
    for (const visitor of [staying, leaving]) rounds.add(visitor);
    rounds.start();
    jest.advanceTimersByTime(roundMs);
    rounds.remove(leaving);
    jest.advanceTimersByTime(roundMs);
    expect(pingsOf([staying, leaving])).toEqual([2, 1]);
    rounds.stop();
    jest.advanceTimersByTime(2 * roundMs);
    expect(pingsOf([staying, leaving])).toEqual([2, 1]);
  });
});
