import { parseArgs } from 'node:util';
import { OwnPostgres } from '../support/own-postgres.js';
import { buyingSettings } from './buying/settings.js';
import type { Cell } from './cells/bench.js';
import { machine } from './report.js';
import { runBench } from './run-bench.js';

interface BuyingBench {
  name: string;
  cells: Readonly<Record<string, Cell>>;
  smokeTest: readonly Cell[];
}

/** Runs a bench of buying by the arguments of this process, on a PostgreSQL of its own with default durability. */
export async function runBuyingBench({ name, cells, smokeTest }: BuyingBench): Promise<never> {
  const chosen = (names: string[]): Cell[] =>
    names.map((cell) => {
      const found = cells[cell];
      if (found === undefined) throw new Error(`There is no cell "${cell}".`);
      return found;
    });
  const options = { only: { type: 'string' }, quick: { type: 'boolean' }, json: { type: 'string' } } as const;
  let plan: { cells: readonly Cell[]; json: string | undefined };
  try {
    const { values } = parseArgs({ options });
    const wanted = chosen(values.only?.split(',') ?? Object.keys(cells));
    plan = { cells: values.quick ? smokeTest : wanted, json: values.json };
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage(name, Object.keys(cells))}`);
    process.exit(2);
  }
  console.log(machine(false));
  const postgres = () => OwnPostgres.start();
  process.exit((await runBench({ ...plan, postgres, settings: buyingSettings })) ? 0 : 1);
}

const usage = (name: string, cells: readonly string[]): string => `Usage: npm run bench:${name} -- [options]
  --only NAMES   ${cells.join(', ')}, separated by commas; without it all of them
  --quick        each for a second: whether everything works
  --json FILE    writes { "figures": { name: number } }`;
