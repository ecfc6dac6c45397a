import { describe, expect, it } from '@jest/globals';
import type { ProcessRole, ProcessVitals, Vital } from '#libs/contracts';
import { foldVitals } from './fold-vitals.js';

const aProcess = (role: ProcessRole, ...vitals: Partial<Vital>[]): ProcessVitals => ({
  id: role,
  role,
  startedAt: '2026-11-22T09:00:00.000Z',
  vitals: vitals as Vital[],
});
const fold = (...processes: ProcessVitals[]) => foldVitals({ everyMs: 5000, processes });

describe('what the processes measured, on one line of time', () => {
  it('adds up what each told last, though they tell at moments of their own', () => {
    const one = aProcess('api', { at: 10_000, connections: 1 }, { at: 15_000, connections: 2 });
    const other = aProcess('realtime', { at: 7000, connections: 10 }, { at: 12_100, connections: 20 });
    const { at, sum } = fold(one, other);
    expect(at).toEqual([10, 15]);
    expect(sum('connections')).toEqual([{ values: [11, 22] }]);
  });

  it('takes what every worker counts for the whole house once', () => {
    const { most } = fold(
      aProcess('worker', { at: 5000, jobsWaiting: 7 }),
      aProcess('standalone', { at: 5000, jobsWaiting: 9 }),
    );
    expect(most('jobsWaiting')).toEqual([{ values: [9] }]);
  });

  it('leaves out a process that fell silent', () => {
    const { sum } = fold(
      aProcess('api', { at: 5000, claims: 1 }, { at: 10_000, claims: 1 }, { at: 15_000, claims: 1 }),
      aProcess('worker', { at: 5000, claims: 4 }),
    );
    expect(sum('claims')).toEqual([{ values: [5, 5, 1] }]);
  });

  it('has a line for each process where a sum means nothing, with gaps where nothing was measured', () => {
    const { each, most } = fold(
      aProcess('api', { at: 5000, cpu: 0.5, translationLag: null }),
      aProcess('worker', { at: 5000, cpu: 0.25, translationLag: null }),
    );
    expect(each('cpu').map(({ process, values }) => [process?.role, values])).toEqual([
      ['api', [0.5]],
      ['worker', [0.25]],
    ]);
    expect(most('translationLag')).toEqual([{ values: [null] }]);
  });

  it('is empty before anybody measured', () => {
    expect(fold(aProcess('api')).at).toEqual([]);
  });
});
