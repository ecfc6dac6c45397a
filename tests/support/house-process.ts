import { projectRoot } from '../../scripts/project.mjs';
import { RunningProgram } from './running-program.js';
import { eventually } from './eventually.js';

export type Program = 'standalone' | 'api' | 'realtime' | 'worker';
export type Settings = Readonly<Record<string, string>>;

/** How long a process may take to drain and go when it is asked to. */
const patienceMs = 15_000;

/** One process of a house, started as its operator would; after its end it can be started again at the same address. */
export class HouseProcess {
  private child: RunningProgram;
  private earlierOutput = '';

  private constructor(
    private readonly program: Program,
    private readonly settings: Settings,
  ) {
    this.child = this.spawn();
  }

  static async start(program: Program, settings: Settings): Promise<HouseProcess> {
    const started = new HouseProcess(program, settings);
    await started.untilReady();
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${this.settings.PORT}`;
  }

  get pid(): number {
    return this.child.pid;
  }

  get socketUrl(): string {
    return `ws://127.0.0.1:${this.settings.PORT}`;
  }

  /** Everything it has said, in all its lives. */
  get output(): string {
    return this.earlierOutput + this.child.output;
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    return this.child.end(signal);
  }

  async startAgain(): Promise<void> {
    this.earlierOutput += this.child.output;
    this.child = this.spawn();
    await this.untilReady();
  }

  /** Asks it to end, as a deployment does, and insists when it does not. */
  async stop(): Promise<void> {
    const insist = setTimeout(() => this.child.signal('SIGKILL'), patienceMs);
    await this.child.end('SIGTERM');
    clearTimeout(insist);
  }

  private spawn(): RunningProgram {
    return new RunningProgram(process.execPath, [`${projectRoot}/scripts/run.mjs`, this.program], this.settings);
  }

  private async untilReady(): Promise<void> {
    try {
      await eventually(`${this.program} is ready`, () => this.isReady(), 60_000);
    } catch (error) {
      await this.child.end('SIGKILL');
      throw new Error(`${this.program} did not start:\n${this.child.output.slice(-4000)}`, { cause: error });
    }
  }

  private async isReady(): Promise<boolean> {
    if (!this.child.running) throw new Error(`${this.program} ended by itself`);
    const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  }
}
