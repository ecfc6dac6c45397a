import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

type Environment = Readonly<Record<string, string>>;

/** What a program needs of the environment of the tests. Their settings are not among it. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER'];

/** A program under test: everything it says is kept, and it is ended by its own id. */
export class RunningProgram {
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;
  private said = '';

  constructor(command: string, args: readonly string[], settings: Environment = {}) {
    const environment = Object.fromEntries(inherited.map((name) => [name, process.env[name]]));
    this.child = spawn(command, args, { env: { ...environment, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    this.ended = once(this.child, 'close');
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The program could not be started.');
    return this.child.pid;
  }

  /** All that it wrote so far, to either stream. */
  get output(): string {
    return this.said;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves to its exit code, or the signal that ended it, once all that it wrote was read. */
  async exit(): Promise<number | string | null> {
    await this.ended;
    return this.child.exitCode ?? this.child.signalCode;
  }

  signal(name: NodeJS.Signals): void {
    if (this.running) this.child.kill(name);
  }

  async end(name: NodeJS.Signals): Promise<void> {
    this.signal(name);
    await this.exit();
  }
}
