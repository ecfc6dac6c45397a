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
/** A worker that is busy since long ago. */
function atWork(): Load {
  const load = new Load(4000);
  load.begin(job('archive'), 0, -100_000);
  return load;
}
const shedBy = (load: Load) => inOrder.map((one) => load.sheds(one));

describe('a worker that is behind', () => {
  it('leaves out partials, back-fill, viewers’ chat, then the least watched languages', () => {
    for (const [at, lag] of [400, 600, 1200, 2200, 3100, 3700, 4100].entries()) {
      const load = atWork();
      load.begin(job('caption-final'), lag, 10_000);
      expect(shedBy(load)).toEqual(inOrder.map((_, index) => index < at));
    }
  });

  it('never leaves out the most watched language, a correction or an archive', () => {
    const load = atWork();
    load.begin(job('caption-final'), 60_000, 10_000);
    for (const one of [job('caption-final'), job('correction', 9), job('archive', 9)])
      expect(load.sheds(one)).toBe(false);
  });

  it('is not behind because of what waits by design', () => {
    const load = atWork();
    load.begin(job('back-fill'), 60_000, 10_000);
    expect(load.level).toBe(0);
  });

  it('is not behind because of what lay there while the queue was away, or nobody at work', () => {
    const load = new Load(4000);
    for (const now of [10_000, 90_000]) {
      for (let job = 0; job < 20; job++) load.begin(inOrder[3] as (typeof inOrder)[3], 9000, now + job);
      expect(load.level).toBe(0);
      for (let job = 0; job < 20; job++) load.end();
    }
  });

  it('is behind when it does not get done with that either', () => {
    const load = new Load(4000);
    for (let now = 10_000; now < 13_000; now += 100) load.begin(job('caption-final'), 9000, now);
    expect(load.level).toBe(3);
  });

  it('catches up in steps, and does not swing around a threshold', () => {
    const load = atWork();
    const levels = Array.from({ length: 30 }, (_, at) => {
      load.begin(job('caption-final'), at === 0 ? 2200 : at < 10 ? 1900 : 20, 10_000 + at * 500);
      return load.level;
    });
    expect(new Set(levels.slice(0, 10))).toEqual(new Set([3]));
    expect(levels.at(-1)).toBe(0);
    for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual(levels[at - 1] ?? 3);
  });

  it('leaves out more the longer jobs wait, and nothing out of order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(8000), fc.nat(3000)), { maxLength: 40 }), (story) => {
        const load = atWork();
        let now = 0;
        for (const [waited, pause] of story) {
          now += pause;
          load.begin(job('host-chat'), waited, now);
          const shed = shedBy(load);
          expect(shed).toEqual(shed.toSorted((a, b) => Number(b) - Number(a)));
          expect(load.level).toBeGreaterThanOrEqual(waited >= 2000 ? 3 : 0);
        }
      }),
    );
  });
});
