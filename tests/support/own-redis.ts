import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canConnect, freePort } from '../../scripts/ports.mjs';
import { RunningProgram } from './running-program.js';
import { eventually } from './eventually.js';

/** A real Redis of one test's own. It keeps nothing on disk, so that killing it empties it. */
export class OwnRedis {
  private constructor(
    private readonly port: number,
    private readonly directory: string,
    private server: RunningProgram,
  ) {}

  static async start(): Promise<OwnRedis> {
    const port = await freePort();
    const directory = mkdtempSync(path.join(tmpdir(), 'silkcast-redis-'));
    return new OwnRedis(port, directory, await serve(port, directory));
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Gone, with everything in it, until `comeBack`. */
  vanish(): Promise<void> {
    return this.server.end('SIGKILL');
  }

  async comeBack(): Promise<void> {
    this.server = await serve(this.port, this.directory);
  }

  async stop(): Promise<void> {
    await this.server.end('SIGKILL');
    rmSync(this.directory, { recursive: true, force: true });
  }
}

async function serve(port: number, directory: string): Promise<RunningProgram> {
  const options = ['--port', port, '--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no'];
  const server = new RunningProgram('redis-server', options.map(String));
  await eventually('Redis answers', () => canConnect(port));
  return server;
}
