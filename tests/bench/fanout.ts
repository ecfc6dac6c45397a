// `npm run bench:fanout`: what it costs to tell a crowd. See docs/performance.md.
import { findOrStartPostgres } from '../../scripts/postgres-service.mjs';
import { type Options, parseOptions, usage } from './options.js';
import { cores, pin } from './processes/cores.js';
import { runOnNarrowNetwork } from './processes/narrow-network.js';
import { machine } from './report.js';
import { runBench } from './run-bench.js';

async function run({ cells, json }: Options): Promise<boolean> {
  console.log(machine(pin(process.pid, cores.load)));
  return runBench({ cells, json, postgres: findOrStartPostgres });
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
