import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { inProject, projectRoot } from '../../../scripts/project.mjs';
import type { Answer, Commands, Question } from './commands.js';
import { pin } from './cores.js';

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };

/** Another process of the bench, on a core of its choice or on all of them, that answers the commands `C`. */
export class Child<C extends Commands<C>> {
  readonly #waiting = new Map<number, Waiting>();
  readonly #process: ChildProcess;
  #asked = 0;

  /** @param file below tests/bench */
  constructor(file: string, core: number | null, environment: Readonly<Record<string, string>> = {}) {
    this.#process = fork(inProject('tests/bench', file), { cwd: projectRoot, env: { ...process.env, ...environment } });
    if (core !== null) pin(this.pid, core);
    this.#process.on('message', (answer: Answer) => this.#settle(answer));
    this.#process.once('exit', (code, signal) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${file} ended (${code ?? signal}).`));
    });
  }

  get pid(): number {
    if (this.#process.pid === undefined) throw new Error('The process could not be started.');
    return this.#process.pid;
  }

  ask<K extends keyof C & string>(name: K, ...[input]: Parameters<C[K]>): Promise<Awaited<ReturnType<C[K]>>> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#process.send({ id, name, input } satisfies Question);
    });
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGKILL');
    await once(this.#process, 'exit');
  }

  #settle({ id, value, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }
}
