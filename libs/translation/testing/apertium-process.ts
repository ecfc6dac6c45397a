import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const MODES = '/usr/share/apertium/modes';
const MODE_NEEDED = `${MODES}/eng-spa.mode`;

// APY binds every interface and has no option for it, so its server class is told where to bind before it starts.
const APY_ON_LOOPBACK = `
import sys
import tornado.tcpserver
bind = tornado.tcpserver.TCPServer.bind
tornado.tcpserver.TCPServer.bind = lambda self, port, *rest, **named: bind(self, port, '127.0.0.1')
from apertium_apy.apy import main
sys.argv[0] = 'apertium-apy'
main()
`;

/** The real Apertium, as Debian packages it, on a free port of the loopback interface. */
export class ApertiumProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** @throws when the packages are not installed, or the server does not answer within twenty seconds */
  static async start(): Promise<ApertiumProcess> {
    if (!existsSync('/usr/bin/apertium-apy') || !existsSync(MODE_NEEDED)) {
      throw new Error(
        'The real Apertium is not installed: this test needs the Debian packages apertium, apertium-apy and apertium-eng-spa.',
      );
    }
    const port = await freePort();
    const options = ['-p', String(port), '-i', '1', '-n', '1', '-t', '10', MODES];
    // A group of its own: its pipelines are processes too, and end with it.
    const child = spawn('/usr/bin/python3', ['-c', APY_ON_LOOPBACK, ...options], { stdio: 'ignore', detached: true });
    const started = new ApertiumProcess(`http://127.0.0.1:${port}`, child);
    try {
      await started.untilItAnswers();
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  /** Freezes the server and its pipelines until the returned function is called. */
  freeze(): () => void {
    this.signal('SIGSTOP');
    return () => this.signal('SIGCONT');
  }

  async stop(): Promise<void> {
    const ended = this.child.exitCode === null && this.child.signalCode === null ? once(this.child, 'exit') : undefined;
    this.signal('SIGKILL');
    await ended;
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch (error) {
      // ESRCH: the whole group has ended already.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }

  private async untilItAnswers(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (this.child.exitCode !== null) throw new Error(`Apertium APY ended with exit code ${this.child.exitCode}.`);
      const answer = await fetch(`${this.url}/listPairs`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error('Apertium APY did not answer within twenty seconds.');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
