import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type InTurn, nextTurn } from './turn.js';

const recorded = (n: number) => ({ n, deadlineAt: 0, text: `text ${n}` });
const missing = (n: number, deadlineAt: number) => ({ n, deadlineAt, text: undefined });

describe('the turn of finals', () => {
  it('is in the order of their numbers', () => {
    expect(nextTurn([recorded(3), recorded(1), recorded(2)], 10)).toEqual({
      publish: ['text 1', 'text 2', 'text 3'],
      wakeAt: undefined,
    });
  });

  it('waits for one that is missing, until its deadline', () => {
    const finals = [recorded(1), missing(2, 100), recorded(3)];
    expect(nextTurn(finals, 99)).toEqual({ publish: ['text 1'], wakeAt: 100 });
    expect(nextTurn(finals, 100)).toEqual({ publish: ['text 1', 'text 3'], wakeAt: undefined });
  });

  it('publishes each once, never out of order unless a deadline passed, and all by the last deadline', () => {
    const final = fc.record({ deadlineAt: fc.nat(100), recordedAt: fc.nat(150) });
    fc.assert(
      fc.property(fc.array(final, { maxLength: 12 }), (story) => {
        const published: { n: number; at: number }[] = [];
        for (let now = 0; now <= 150; now += 1) {
          const waiting = story
            .map(({ deadlineAt, recordedAt }, n): InTurn<number> => ({
              n,
              deadlineAt,
              text: recordedAt <= now ? n : undefined,
            }))
            .filter(({ n }) => published.every((one) => one.n !== n));
          published.push(...nextTurn(waiting, now).publish.map((n) => ({ n, at: now })));
        }
        expect(published.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual(story.map((_, n) => n));
        for (const [at, one] of published.entries()) {
          const overtaken = published.slice(at + 1).filter(({ n }) => n < one.n);
          for (const { n } of overtaken) expect(story[n]?.deadlineAt).toBeLessThanOrEqual(one.at);
          const { recordedAt = 0 } = story[one.n] ?? {};
          const before = story.slice(0, one.n).map(({ deadlineAt }) => deadlineAt);
          expect(one.at).toBeLessThanOrEqual(Math.max(recordedAt, ...before));
        }
      }),
    );
  });
});
