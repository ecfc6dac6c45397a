import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GroupCommit } from './group-commit.js';

class Poison extends Error {}
const isPoison = (error: unknown) => error instanceof Poison;

/** Commits take a turn each; a group that holds a poisoned number fails. */
function aLane(poisoned: ReadonlySet<number> = new Set(), largestGroup = 8) {
  const committed: number[][] = [];
  const commit = async (numbers: readonly number[]) => {
    await turn();
    if (numbers.some((number) => poisoned.has(number))) throw new Poison('poisoned');
    committed.push([...numbers]);
    return numbers.map((number) => number * 10);
  };
  return { committed, lane: new GroupCommit(commit, isPoison, largestGroup) };
}

describe('group commit', () => {
  it('commits together what arrives while a commit is in flight, in order', async () => {
    const { committed, lane } = aLane();
    const answers = await Promise.all([1, 2, 3, 4].map((number) => lane.submit(number)));
    expect(answers).toEqual([10, 20, 30, 40]);
    expect(committed).toEqual([[1], [2, 3, 4]]);
  });

  it('does not let a group grow past its limit', async () => {
    const { committed, lane } = aLane(new Set(), 2);
    await Promise.all([1, 2, 3, 4].map((number) => lane.submit(number)));
    expect(committed).toEqual([[1], [2, 3], [4]]);
  });

  it('begins the next group when it is let, and has no third under way', async () => {
    const begun: number[][] = [];
    const ends: (() => void)[] = [];
    const lane = new GroupCommit<number, number>(async (numbers, next) => {
      begun.push([...numbers]);
      next();
      await new Promise<void>((end) => ends.push(end));
      return numbers;
    }, isPoison);
    const answers = [1, 2, 3, 4].map((number) => lane.submit(number));
    await turn();
    expect(begun).toEqual([[1], [2, 3, 4]]);
    const fifth = lane.submit(5);
    await turn();
    expect(begun).toHaveLength(2);
    ends[1]?.();
    expect(await Promise.all(answers.slice(1))).toEqual([2, 3, 4]);
    expect(begun).toHaveLength(2);
    ends[0]?.();
    await turn();
    expect(begun).toEqual([[1], [2, 3, 4], [5]]);
    ends[2]?.();
    await lane.idle();
    expect(await Promise.all([...answers, fifth])).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes the next request at whatever moment the last one was answered', async () => {
    const { lane } = aLane();
    for (let number = 1; number <= 50; number++) {
      expect(await lane.submit(number)).toBe(number * 10);
      for (let pause = 0; pause < number % 7; pause++) await Promise.resolve();
    }
  });

  it('answers everyone once, the faulty with their error and only them', async () => {
    const batch = fc.array(fc.nat(40), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(batch, fc.uniqueArray(fc.nat(40), { maxLength: 5 }), async (numbers, faulty) => {
        const poisoned = new Set(faulty);
        const { committed, lane } = aLane(poisoned);
        const answers = await Promise.allSettled(numbers.map((number) => lane.submit(number)));
        const healthy = numbers.filter((number) => !poisoned.has(number));
        expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(numbers.length - healthy.length);
        expect(answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value / 10 : []))).toEqual(healthy);
        expect(committed.flat()).toEqual(healthy);
      }),
    );
  });

  it('answers a whole group with an error that is nobody’s own, without trying again', async () => {
    let commits = 0;
    const lane = new GroupCommit<number, number>(async () => {
      commits++;
      await turn();
      throw new Error('the database is away');
    }, isPoison);
    const answers = await Promise.allSettled([1, 2, 3].map((number) => lane.submit(number)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(commits).toBe(2);
  });

  it('is idle when nobody waits any more', async () => {
    const { committed, lane } = aLane();
    const answers = [1, 2, 3].map((number) => lane.submit(number));
    await lane.idle();
    expect(committed.flat()).toEqual([1, 2, 3]);
    await Promise.all(answers);
  });
});
