import type { HouseVitals, ProcessVitals, Vital } from '#libs/contracts';

type Measure = Exclude<keyof Vital, 'at'>;
export interface Line {
  /** Of which process; undefined where all are one line. */
  process?: Pick<ProcessVitals, 'id' | 'role'>;
  values: (number | null)[];
}
export interface Fold {
  /** Unix seconds, oldest first, at even distances. */
  at: number[];
  /** Of all processes together. */
  sum: (measure: Measure) => Line[];
  /** Of whichever process has most of it: what every worker counts for the whole house, or the slowest. */
  most: (measure: Measure) => Line[];
  each: (measure: Measure) => Line[];
}

/**
 * Puts what the processes measured, each at moments of its own, on one line of time. A process counts at a moment with what
 * it told last, and not at all once it has been silent for two rounds.
 */
export function foldVitals({ everyMs, processes }: HouseVitals): Fold {
  const moments = momentsOf(processes, everyMs);
  const told = processes.map((process) => moments.map((moment) => toldBefore(process.vitals, moment, 2 * everyMs)));
  const valuesAt = (measure: Measure) => moments.map((_, index) => told.flatMap((row) => row[index]?.[measure] ?? []));
  const combined = (measure: Measure, combine: (values: number[]) => number): Line[] => [
    { values: valuesAt(measure).map((values) => (values.length === 0 ? null : combine(values))) },
  ];
  return {
    at: moments.map((moment) => moment / 1000),
    sum: (measure) => combined(measure, (values) => values.reduce((sum, value) => sum + value, 0)),
    most: (measure) => combined(measure, (values) => Math.max(...values)),
    each: (measure) =>
      processes.map(({ id, role }, index) => ({
        process: { id, role },
        values: (told[index] ?? []).map((vital) => vital?.[measure] ?? null),
      })),
  };
}

function momentsOf(processes: readonly ProcessVitals[], everyMs: number): number[] {
  const times = processes.flatMap(({ vitals }) => vitals.map(({ at }) => at));
  if (times.length === 0) return [];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const count = Math.floor((last - first) / everyMs) + 1;
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * everyMs);
}

const toldBefore = (vitals: readonly Vital[], moment: number, withinMs: number): Vital | undefined =>
  vitals.findLast(({ at }) => at <= moment && at > moment - withinMs);
