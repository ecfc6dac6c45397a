import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../scripts/embedded-postgres.mjs';
import { freePort } from '../../scripts/ports.mjs';
import { eventually } from './eventually.js';

/** How long a killed server's last processes may take to let go of its memory, and its log to be replayed. */
const recoveryMs = 30_000;

/** A real PostgreSQL of one run's own, as durable as its defaults make it: what it committed survives a kill. */
export class OwnPostgres {
  private constructor(
    private readonly directory: string,
    private readonly port: number,
    private stopServer: () => void,
  ) {}

  static async start(): Promise<OwnPostgres> {
    const directory = mkdtempSync(path.join(tmpdir(), 'silkcast-own-postgres-'));
    // the server may run under another account than ours
    chmodSync(directory, 0o755);
    const port = await freePort();
    const { stop } = await serve(directory, port);
    return new OwnPostgres(directory, port, stop);
  }

  get url(): string {
    return `postgresql://postgres@127.0.0.1:${this.port}/postgres`;
  }

  /** Gone in the middle of whatever it does, until `comeBack`. */
  vanish(): void {
    const [pid] = readFileSync(path.join(dataIn(this.directory), 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
  }

  /** At the same address, with what it had committed. */
  async comeBack(): Promise<void> {
    const { stop } = await eventually(
      'PostgreSQL is back',
      () => serve(this.directory, this.port).catch(() => undefined),
      recoveryMs,
    );
    this.stopServer = stop;
  }

  stop(): void {
    this.stopServer();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

const dataIn = (directory: string): string => path.join(directory, 'data');

const serve = (directory: string, port: number) =>
  startPostgres({
    dataDir: dataIn(directory),
    // of two options for the port the later one counts
    flags: ['-p', String(port), '-c', 'max_connections=200'],
  });
