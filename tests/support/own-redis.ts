import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canConnect, freePort } from '../../scripts/ports.mjs';
import { RunningProgram } from './running-program.js';
import { eventually } from './eventually.js';

/** Whether it is empty after a kill, or has on disk what it acknowledged: its append-only file is off or on. */
type Memory = 'forgets' | 'remembers';

/** A real Redis of one test's own. */
export class OwnRedis {
  private constructor(
    private readonly port: number,
    private readonly directory: string,
    private readonly memory: Memory,
    private server: RunningProgram,
  ) {}

  static async start(memory: Memory = 'forgets'): Promise<OwnRedis> {
    const port = await freePort();
    const directory = mkdtempSync(path.join(tmpdir(), 'silkcast-redis-'));
    return new OwnRedis(port, directory, memory, await serve(port, directory, memory));
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Gone, with everything in it when it forgets, until `comeBack`. */
  vanish(): Promise<void> {
    return this.server.end('SIGKILL');
  }

  async comeBack(): Promise<void> {
    this.server = await serve(this.port, this.directory, this.memory);
  }

  /** There, but without an answer, until `thaw`. */
  freeze(): void {
    this.server.signal('SIGSTOP');
  }

  thaw(): void {
    this.server.signal('SIGCONT');
  }

  async stop(): Promise<void> {
    await this.server.end('SIGKILL');
    rmSync(this.directory, { recursive: true, force: true });
  }
}

async function serve(port: number, directory: string, memory: Memory): Promise<RunningProgram> {
  return serveRedis(port, directory, memory === 'remembers' ? ['--appendonly', 'yes', '--appendfsync', 'always'] : []);
}

/** A Redis server on 127.0.0.1, once it accepts connections. It writes what its options say, and no snapshots. */
export async function serveRedis(port: number, directory: string, options: string[]): Promise<RunningProgram> {
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', ''];
  const server = new RunningProgram('redis-server', [...own, ...options]);
  await eventually('Redis answers', () => canConnect(port));
  return server;
}
