import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

type Reply = { id: number; result?: unknown; error?: { message?: string } };
type Pending = { resolve: (result: unknown) => void; reject: (error: Error) => void };

// The published script is CommonJS in a package that says it holds ES modules, so Node does not run it as it is. It
// gets the names that CommonJS would give it, and is then what its own page expects: a worker that takes messages.
const BOOT = `
const { dirname } = require('node:path');
const { readFileSync } = require('node:fs');
const { runInThisContext } = require('node:vm');
const filename = require('node:worker_threads').workerData;
Object.assign(globalThis, { require, __filename: filename, __dirname: dirname(filename) });
runInThisContext(readFileSync(filename, 'utf8'), { filename });
`;

/** Bergamot's worker script in a thread of its own, spoken to by name and arguments. Calls run one after another. */
export class WasmThread {
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private serial = 0;
  private ended: Error | undefined;

  constructor() {
    const entry = createRequire(import.meta.url).resolve('@browsermt/bergamot-translator');
    const workerData = new URL('worker/translator-worker.js', `file://${entry}`).pathname;
    this.worker = new Worker(BOOT, { eval: true, workerData, stdout: true, stderr: true });
    // An idle engine keeps no process alive.
    this.worker.unref();
    this.worker.on('message', (reply: Reply) => this.settle(reply));
    this.worker.on('error', (error) => this.end(error));
    this.worker.on('exit', () => this.end(new Error('the engine has ended')));
  }

  get isOver(): boolean {
    return this.ended !== undefined;
  }

  call(name: string, ...args: readonly unknown[]): Promise<unknown> {
    if (this.ended !== undefined) return Promise.reject(this.ended);
    this.serial += 1;
    const id = this.serial;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.worker.postMessage({ id, name, args });
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private settle({ id, result, error }: Reply): void {
    const waiting = this.pending.get(id);
    this.pending.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message ?? 'the engine failed'));
  }

  private end(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.pending.values()) reject(this.ended);
    this.pending.clear();
  }
}
