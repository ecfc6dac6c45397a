import type { BenchHouse } from '../contenders/bench-house.js';

/** Names of figures and their values, as `--json` writes them. */
export type Figures = Record<string, number>;

export interface Bench {
  house: BenchHouse;
  /** Adds figures; each is rounded to four significant digits. */
  note(figures: Figures): void;
  /** Something that must not be: the bench ends with an error. */
  complain(what: string): void;
  print(line: string): void;
}

/** One thing that is measured. */
export type Cell = (bench: Bench) => Promise<void>;
