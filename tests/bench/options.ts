import { parseArgs } from 'node:util';
import { fanOut, fanOutHead, type Shape, shapes, smokeTest } from './cells/fan-out.js';
import type { Cell } from './cells/bench.js';
import { memory } from './cells/memory.js';
import { quietRoom } from './cells/quiet-room.js';
import { stalled } from './cells/stalled.js';
import { storm } from './cells/storm.js';

const isShape = (name: string): name is Shape => /^[1-9]\d*0x[1-9]\d*$/.test(name);
const printHead: Cell = async ({ print }) => print(fanOutHead);

const cells: Readonly<Record<string, readonly Cell[]>> = {
  fanout: [printHead, ...shapes.map(fanOut)],
  quiet: [quietRoom],
  memory: [memory],
  stalled: [stalled],
  storm: [storm],
};
const usual = ['fanout', 'quiet', 'memory'];

export const usage = `Usage: npm run bench:fanout -- [options]
  --only NAMES   ${Object.keys(cells).join(', ')}, or rooms like 2000x20 (viewers x messages a second), separated by
                 commas; without it ${usual.join(', ')}
  --quick        one small room for a few seconds: whether everything works
  --json FILE    writes { "figures": { name: number } }`;

export interface Options {
  cells: Cell[];
  json: string | undefined;
  /** Whether the network must hold little for a socket that nobody reads. */
  narrow: boolean;
}

/** @throws Error when they are wrong */
export function parseOptions(args: string[]): Options {
  const options = { only: { type: 'string' }, quick: { type: 'boolean' }, json: { type: 'string' } } as const;
  const { values } = parseArgs({ args, options });
  const names = values.only?.split(',') ?? usual;
  const chosen = names.flatMap((name) => {
    const found = isShape(name) ? [printHead, fanOut(name)] : cells[name];
    if (found === undefined) throw new Error(`There is no cell "${name}".`);
    return found;
  });
  const narrow = names.includes('stalled');
  if (narrow && names.length > 1) throw new Error('"stalled" changes the network: run it alone.');
  return { cells: values.quick ? [smokeTest] : chosen, json: values.json, narrow };
}
