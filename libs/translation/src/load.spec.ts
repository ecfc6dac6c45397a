import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JobPriority } from '#libs/contracts';
import { Load } from './load.js';

const job = (priority: JobPriority, rank = 0) => ({ priority, rank });
const inOrder = [
  job('caption-partial'),
  job('back-fill'),
  job('viewer-chat'),
  job('caption-final', 6),
  job('caption-final', 3),
  job('caption-final', 1),
];
const shedBy = (load: Load) => inOrder.map((one) => load.sheds(one));

describe('a worker that is behind', () => {
  it('leaves out partials, back-fill, viewers’ chat, then the least watched languages', () => {
    for (const [at, lag] of [400, 600, 1200, 2200, 3100, 3700, 4100].entries()) {
      const load = new Load(4000);
      load.note(job('caption-final'), lag, 10_000);
      expect(shedBy(load)).toEqual(inOrder.map((_, index) => index < at));
    }
  });

  it('never leaves out the most watched language, a correction or an archive', () => {
    const load = new Load(4000);
    load.note(job('caption-final'), 60_000, 10_000);
    for (const one of [job('caption-final'), job('correction', 9), job('archive', 9)])
      expect(load.sheds(one)).toBe(false);
  });

  it('is not behind because of what waits by design', () => {
    const load = new Load(4000);
    load.note(job('back-fill'), 60_000, 10_000);
    expect(load.level).toBe(0);
  });

  it('catches up in steps, and does not swing around a threshold', () => {
    const load = new Load(4000);
    const levels = Array.from({ length: 30 }, (_, at) => {
      load.note(job('caption-final'), at === 0 ? 2200 : at < 10 ? 1900 : 20, 10_000 + at * 500);
      return load.level;
    });
    expect(new Set(levels.slice(0, 10))).toEqual(new Set([3]));
    expect(levels.at(-1)).toBe(0);
    for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual(levels[at - 1] ?? 3);
  });

  it('leaves out more the longer jobs wait, and nothing out of order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(8000), fc.nat(3000)), { maxLength: 40 }), (story) => {
        const load = new Load(4000);
        let now = 0;
        for (const [waited, pause] of story) {
          now += pause;
          load.note(job('host-chat'), waited, now);
          const shed = shedBy(load);
          expect(shed).toEqual(shed.toSorted((a, b) => Number(b) - Number(a)));
          expect(load.level).toBeGreaterThanOrEqual(waited >= 2000 ? 3 : 0);
        }
      }),
    );
  });
});
