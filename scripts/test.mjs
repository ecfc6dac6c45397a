// `npm test`: everything, from a clean checkout, over a real PostgreSQL and a real Redis. With arguments
// (`npm test -- libs/orders`), only the unit tests they select. The last line is the count.
import './node-version.mjs';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensurePackages } from './debian-packages.mjs';
import { endServersBelow } from './leftovers.mjs';
import { prepare } from './prepare.mjs';

const selected = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };

function count(name, result, started) {
  for (const key of Object.keys(total)) total[key] += result[key] ?? 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${result.failed ? 'FAIL' : 'ok  '} ${name} (${seconds} s)`);
}

async function step(name, work) {
  const started = performance.now();
  try {
    count(name, await work(), started);
  } catch (error) {
    console.error(error.message);
    count(name, { failed: 1 }, started);
  }
}

// What tests leave lying about lands here, and goes with it.
const temporary = mkdtempSync(path.join(os.tmpdir(), 'silkcast-test-'));
chmodSync(temporary, 0o755); // the embedded PostgreSQL may run under another account than ours
process.env.TMPDIR = temporary;

let services;
async function cleanUp() {
  await services?.stop();
  endServersBelow(temporary);
  rmSync(temporary, { recursive: true, force: true });
}

// npm passes on a signal that the terminal has sent already: the second must not cut the cleaning up short.
let interrupted = false;
function interrupt() {
  if (interrupted) return;
  interrupted = true;
  void cleanUp().finally(() => process.exit(1));
}
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, interrupt);

// Without them the tests that need them fail, and this says why.
function ensure(packages) {
  const missing = ensurePackages(packages);
  if (missing) console.error(missing);
}

async function everything() {
  const { startServices } = await import('./services.mjs');
  const { checks } = await import('./checks.mjs');
  const { runJest } = await import('./jest-run.mjs');

  services = await startServices();
  console.log(`Tests run on ${services.how}.`);
  const env = { DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl };

  if (selected.length === 0)
    for (const check of checks(services))
      await step(check.name, async () => ((await check.run()) === 0 ? { passed: 1 } : { failed: 1 }));

  ensure(['apertium', 'apertium-apy', 'apertium-eng-spa', 'ffmpeg', 'flite', 'sox']);
  await step('unit tests', () => runJest([...selected, '--selectProjects', 'unit', '--maxWorkers=2'], env));

  if (selected.length > 0) return;
  ensure(['chromium', 'pocketsphinx', 'pocketsphinx-en-us', 'nginx', 'libnginx-mod-rtmp']);
  await step('end-to-end tests', () => runJest(['--selectProjects', 'e2e', '--runInBand', '--passWithNoTests'], env));
}

try {
  await prepare({ build: selected.length === 0 });
  await everything();
} catch (error) {
  console.error(error.message);
  total.failed += 1;
} finally {
  await cleanUp();
}
const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed === 0 ? 0 : 1);
