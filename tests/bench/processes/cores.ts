import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

/** The server under measurement has one core for itself; everything that loads it shares another. */
export const cores = { load: 0, server: cpus().length - 1 };

/** Keeps a process with all its threads on one core. False where that can not be done: no Linux, or one core only. */
export function pin(pid: number, core: number): boolean {
  return cores.load !== cores.server && ran('taskset', '--all-tasks', '--cpu-list', '--pid', String(core), String(pid));
}

/** Lets this process, and those it starts, open so many sockets; needs privileges where the hard limit is lower. */
export function allowFiles(count: number): boolean {
  return ran('prlimit', '--pid', String(process.pid), `--nofile=${count}:${count}`);
}

function ran(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
