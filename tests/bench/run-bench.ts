import { writeFileSync } from 'node:fs';
import type { Settings } from '../support/house-process.js';
import type { Bench, Cell, Figures } from './cells/bench.js';
import { BenchHouse } from './contenders/bench-house.js';
import { allowFiles } from './processes/cores.js';
import { rounded } from './report.js';

/** A server and its crowd need a socket each, for every viewer of the largest room. */
const files = 20_000;

export interface BenchPlan {
  cells: readonly Cell[];
  /** Where the figures are written. */
  json: string | undefined;
  /** Brings the PostgreSQL that everything runs on. */
  postgres(): Promise<{ url: string; stop(): void | Promise<void> }>;
  /** Of the house, over those of the bench. */
  settings?: Settings;
}

const interrupted = new Promise<never>((_resolve, reject) => {
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => reject(new Error(`Stopped by ${name}.`)));
});
interrupted.catch(() => {});

async function runAll(cells: readonly Cell[], bench: Bench): Promise<void> {
  for (const cell of cells) await cell(bench);
}

/** Runs the cells on a house of their own. @returns false when something was wrong */
export async function runBench({ cells, json, postgres, settings = {} }: BenchPlan): Promise<boolean> {
  allowFiles(files);
  const figures: Figures = {};
  const complaints: string[] = [];
  const server = await postgres();
  process.env.DATABASE_URL = server.url;
  try {
    const house = await BenchHouse.open(settings);
    const bench: Bench = {
      house,
      note: (more) => void Object.assign(figures, rounded(more)),
      complain: (what) => void complaints.push(what),
      print: console.log,
    };
    try {
      await Promise.race([runAll(cells, bench), interrupted]);
    } finally {
      await house.stop();
    }
  } finally {
    await server.stop();
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ figures }, null, 2)}\n`);
  for (const complaint of complaints) console.error(`WRONG: ${complaint}`);
  return complaints.length === 0;
}
