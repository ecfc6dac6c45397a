import { spawnSync } from 'node:child_process';
import { findProgram } from './processes.mjs';
import { projectRoot } from './project.mjs';

const compose = (...args) =>
  spawnSync('docker', ['compose', ...args], { cwd: projectRoot, stdio: 'ignore', timeout: 180_000 }).status === 0;

/** Starts one service of docker-compose.yml: `{ how, stop }`, or undefined without a Docker engine. */
export function composeUp(service) {
  if (!findProgram('docker') || !compose('up', '--detach', '--wait', service)) return undefined;
  return { how: 'docker compose', stop: async () => void compose('rm', '--stop', '--force', service) };
}
