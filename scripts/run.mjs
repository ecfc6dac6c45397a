// Runs one process of the scaled mode: `node scripts/run.mjs api | realtime | worker`. Everything it needs is in its
// settings; it prepares nothing, so that it can run in an image without the tools that built it.
import './node-version.mjs';
import { existsSync } from 'node:fs';
import { explain } from './explain-error.mjs';
import { inProject } from './project.mjs';

function fail(error) {
  console.error(explain(error));
  process.exit(1);
}

const [name = ''] = process.argv.slice(2);
const main = inProject('dist/apps', name, 'src/main.js');
if (!/^[a-z]+$/.test(name) || !existsSync(main)) {
  console.error('Usage: node scripts/run.mjs api | realtime | worker (after npm run build).');
  process.exit(1);
}
process.on('uncaughtException', fail);
process.setSourceMapsEnabled(true);
import(main).catch(fail);
