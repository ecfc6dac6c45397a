import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project.mjs';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill()));

/** Full path of a program on PATH, or undefined. */
export function findProgram(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .map((directory) => path.join(directory, name))
    .find((file) => existsSync(file));
}

/**
 * Runs a program in the project root to its end and resolves to its exit code (1 when a signal ended it).
 * Its output goes to ours unless `quiet`, when it is shown only if the program fails. Ends when we end.
 */
export function run(command, args, { env = {}, quiet = false, cwd = projectRoot } = {}) {
  const output = quiet ? 'pipe' : 'inherit';
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', output, output] });
  running.add(child);
  const said = [];
  child.stdout?.on('data', (chunk) => said.push(chunk));
  child.stderr?.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      if (code !== 0) process.stderr.write(Buffer.concat([Buffer.from('\n'), ...said]));
      resolve(code ?? 1);
    });
  });
}
