import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { PartialPace } from './partial-pace.js';

const kept = () => {
  const said: { rev: number; at: number }[] = [];
  const keep = (rev: number) => () => {
    said.push({ rev, at: Date.now() });
    return Promise.resolve({ segment: 'a', n: 1, rev });
  };
  return { said, keep };
};

describe('the pace of partials', () => {
  it('lets four a second through, and then the latest when its time has come', async () => {
    const { said, keep } = kept();
    const pace = new PartialPace();
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((rev) => pace.say('a', keep(rev))));
    expect(answers.map(({ rev }) => rev)).toEqual([1, 2, 3, 4, 4, 4, 4]);
    expect(said.map(({ rev }) => rev)).toEqual([1, 2, 3, 4]);
    await pause(1100);
    expect(said.map(({ rev }) => rev)).toEqual([1, 2, 3, 4, 7]);
    expect((said[4]?.at ?? 0) - (said[0]?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('is of each segment by itself, and ends with it', async () => {
    const { said, keep } = kept();
    const pace = new PartialPace();
    for (const rev of [1, 2, 3, 4, 5]) await pace.say('a', keep(rev));
    await pace.say('b', keep(9));
    pace.end('a');
    await pause(1100);
    expect(said.map(({ rev }) => rev)).toEqual([1, 2, 3, 4, 9]);
  });
});
