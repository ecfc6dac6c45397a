// `npm run faults:translation`: finals survive twenty random kills of the worker and of Redis. With `-- --seed 7` the
// same kills again; `-- --kills 5` fewer of them.
import { parseArgs } from 'node:util';
import { findOrStartPostgres } from '../../scripts/postgres-service.mjs';
import { translationKills } from './translation-kills.js';

const { values } = parseArgs({ options: { seed: { type: 'string' }, kills: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const kills = Number(values.kills ?? 20);
process.stdout.write(`Seed ${seed}, ${kills} kills\n`);
const postgres = await findOrStartPostgres();
process.env.DATABASE_URL = postgres.url;
try {
  const report = await translationKills({ seed, kills });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.lost.length + report.doubled.length === 0 ? 0 : 1;
} finally {
  await postgres.stop();
}
