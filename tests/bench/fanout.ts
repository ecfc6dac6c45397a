// `npm run bench:fanout`: what it costs to tell a crowd. See docs/performance.md.
import { writeFileSync } from 'node:fs';
import { findOrStartPostgres } from '../../scripts/postgres-service.mjs';
import type { Bench, Cell, Figures } from './cells/bench.js';
import { BenchHouse } from './contenders/bench-house.js';
import { type Options, parseOptions, usage } from './options.js';
import { allowFiles, cores, pin } from './processes/cores.js';
import { runOnNarrowNetwork } from './processes/narrow-network.js';
import { machine, rounded } from './report.js';

/** A server and its crowd need a socket each, for every viewer of the largest room. */
const files = 20_000;

const interrupted = new Promise<never>((_resolve, reject) => {
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => reject(new Error(`Stopped by ${name}.`)));
});
interrupted.catch(() => {});

async function runAll(cells: readonly Cell[], bench: Bench): Promise<void> {
  for (const cell of cells) await cell(bench);
}

async function run({ cells, json }: Options): Promise<boolean> {
  console.log(machine(pin(process.pid, cores.load)));
  allowFiles(files);
  const figures: Figures = {};
  const complaints: string[] = [];
  const postgres = await findOrStartPostgres();
  process.env.DATABASE_URL = postgres.url;
  try {
    const house = await BenchHouse.open();
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
    await postgres.stop();
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ figures }, null, 2)}\n`);
  for (const complaint of complaints) console.error(`WRONG: ${complaint}`);
  return complaints.length === 0;
}

let options: Options;
try {
  options = parseOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${(error as Error).message}\n${usage}`);
  process.exit(2);
}
const elsewhere = options.narrow ? await runOnNarrowNetwork() : null;
process.exit(elsewhere ?? ((await run(options)) ? 0 : 1));
