// `npm start`: from a fresh checkout to a running Silkcast in one process. Without DATABASE_URL it brings its own
// PostgreSQL, whose data lies in .data (SILKCAST_DATA_DIR names another place).
import './node-version.mjs';
import path from 'node:path';
import { explain } from './explain-error.mjs';
import { prepare } from './prepare.mjs';
import { inProject, projectRoot } from './project.mjs';

const interrupted = () => process.exit(130);
const signals = ['SIGINT', 'SIGTERM'];

// The application stops in order, which exiting at once would cut short: what it listens to is its own.
function leaveTo(name) {
  // after its listener is in: Node lets go of a signal whose last listener goes
  if (signals.includes(name)) queueMicrotask(() => process.off(name, interrupted));
}

// npm passes SIGINT and SIGTERM on (package.json says `exec`, so that no shell stands between it and us), but killed
// outright it would leave us behind: end with it. Only with npm: any other parent may be a shell that somebody closes
// while the server is to stay.
function followNpm() {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return;
  setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGTERM'), 500).unref();
}

async function start() {
  process.chdir(projectRoot);
  followNpm();
  // Exiting, unlike dying of the signal, stops what was started.
  signals.forEach((name) => process.on(name, interrupted));
  await prepare();

  const dataDir = path.resolve(process.env.SILKCAST_DATA_DIR ?? '.data');
  const { signingKey } = await import('./signing-key.mjs');
  process.env.TOKEN_SIGNING_KEY ??= signingKey(dataDir);
  if (!process.env.DATABASE_URL) {
    const { ownDatabase } = await import('./own-database.mjs');
    process.env.DATABASE_URL = await ownDatabase(path.join(dataDir, 'postgres'));
  }
  const { deployMigrations } = await import('./migrations.mjs');
  const applied = await deployMigrations(process.env.DATABASE_URL);
  if (applied.length > 0) process.stderr.write(`  applied ${applied.length} migrations\n`);

  process.setSourceMapsEnabled(true);
  process.on('newListener', leaveTo);
  await import(inProject('dist/apps/standalone/src/main.js'));
}

function fail(error) {
  console.error(explain(error));
  process.exit(1);
}

process.on('uncaughtException', fail);
start().catch(fail);
