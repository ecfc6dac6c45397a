// `npm run faults:flash`: a flash sale survives fifty random kills of the API, the realtime nodes, the worker and
// PostgreSQL. With `-- --seed 7` the same kills again; `-- --kills 5` fewer of them.
import { parseArgs } from 'node:util';
import { flashKills } from './flash-kills.js';

const { values } = parseArgs({ options: { seed: { type: 'string' }, kills: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const kills = Number(values.kills ?? 50);
process.stdout.write(`Seed ${seed}, ${kills} kills\n`);
const report = await flashKills({ seed, kills });
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exitCode = report.wrong.length === 0 ? 0 : 1;
