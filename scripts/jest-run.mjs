// Runs Jest over one project of jest.config.mjs and counts what it found.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inProject, projectRoot } from './project.mjs';

const flags = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

// A test that hangs must not hang the whole run, and neither must one that leaves something open behind it.
const limitMinutes = 60;
const LIMIT_MS = limitMinutes * 60_000;
const GRACE_MS = 10_000;

/**
 * @param args Jest's own arguments: `--selectProjects`, paths, …
 * @param env settings for the tests: DATABASE_URL, REDIS_URL, …
 * Resolves to `{ passed, failed, skipped }`. A file that cannot even be loaded counts as one failure, and so does a
 * Jest that ends without a report.
 */
export async function runJest(args, env) {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'silkcast-jest-'));
  const report = path.join(directory, 'report.json');
  const code = await jest([...args, '--json', `--outputFile=${report}`], env, report);
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return {
      passed: result.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function jest(args, env, report) {
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} ${flags}`.trim();
  const child = spawn(process.execPath, [inProject('node_modules/jest/bin/jest.js'), ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env, NODE_OPTIONS: nodeOptions },
    // stdout would repeat the report that --json writes to the file
    stdio: ['ignore', 'ignore', 'inherit'],
    // a process group of its own, so that what a crashed test leaves behind can be ended with it
    detached: true,
  });
  const endGroup = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // nothing was left
    }
  };
  process.once('exit', endGroup);
  const endBecause = (reason) => {
    console.error(reason);
    endGroup();
  };
  const limit = setTimeout(endBecause, LIMIT_MS, `Jest took longer than ${LIMIT_MS / 60_000} minutes and was ended.`);
  let grace;
  const watch = setInterval(() => {
    if (existsSync(report)) grace ??= setTimeout(endBecause, GRACE_MS, 'Jest was ended: a test left something open.');
  }, 500);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearInterval(watch);
      clearTimeout(limit);
      clearTimeout(grace);
      process.off('exit', endGroup);
      endGroup();
      resolve(code ?? 1);
    });
  });
}
