import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Tokens } from '#libs/contracts';
import { freePort } from '../../scripts/ports.mjs';
import { inProject } from '../../scripts/project.mjs';
import { eventually } from '../support/eventually.js';
import { RunningProgram } from '../support/running-program.js';

// What a person at a terminal meets: `npm start` itself, on the embedded default.
jest.setTimeout(120_000);

/** Resolves to the address it listens on. */
const address = (program: RunningProgram): Promise<string> =>
  eventually(
    'it listens',
    () => {
      const [found] = /(?<=Silkcast is open at )http:\S+/.exec(program.output) ?? [];
      if (found === undefined && !program.running) throw new Error(`ended instead of listening:\n${program.output}`);
      return found;
    },
    50_000,
  );

describe('npm start', () => {
  let folder: string;
  let dataDir: string;
  let port: string;
  let all: RunningProgram[];

  /** `npm start` without npm, which only passes signals on. */
  const start = (settings: Record<string, string> = {}) => {
    const common = { SILKCAST_DATA_DIR: dataDir, PORT: port, DEMO: 'off', LOG_LEVEL: 'warn' };
    const program = new RunningProgram(process.execPath, [inProject('scripts/start.mjs')], { ...common, ...settings });
    all.push(program);
    return program;
  };

  beforeEach(async () => {
    port = String(await freePort());
    folder = mkdtempSync(path.join(tmpdir(), 'silkcast-start-'));
    chmodSync(folder, 0o755); // the embedded PostgreSQL may run under another account than ours
    dataDir = path.join(folder, 'data');
    all = [];
  });

  afterEach(async () => {
    await Promise.all(all.map((program) => program.end('SIGTERM')));
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves, stops on Ctrl-C with its PostgreSQL, and is up again at once the second time', async () => {
    const first = start({ DEMO: 'on' });
    expect((await fetch(`${await address(first)}/health/ready`)).status).toBe(200);
    first.signal('SIGINT');
    expect(await first.exit()).toBe(0);
    expect(existsSync(path.join(dataDir, 'postgres/postmaster.pid'))).toBe(false);

    const began = performance.now();
    const second = start();
    await address(second);
    // 2 s on a quiet machine; the bound leaves room for a busy one and still tells an idle start from a preparing one
    expect(performance.now() - began).toBeLessThan(6000);
  });

  it('loses nothing when it is killed: the account is there, and its token is still good', async () => {
    const first = start();
    const registered = await fetch(`${await address(first)}/v1/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'wei@example.org', password: 'a long password', displayName: 'Wei', lang: 'zh' }),
    });
    const { account, accessToken } = Tokens.parse(await registered.json());

    await first.end('SIGKILL');

    const headers = { authorization: `Bearer ${accessToken}` };
    const me = await fetch(`${await address(start())}/v1/me`, { headers });
    expect(await me.json()).toEqual(account);
  });

  it('makes a signing key that only its owner may read', async () => {
    await address(start());

    expect(statSync(path.join(dataDir, 'token-signing-key')).mode & 0o777).toBe(0o600);
  });

  it('refuses a data directory that is in use, and leaves its owner alone', async () => {
    const first = start();
    const origin = await address(first);

    const second = start();
    expect(await second.exit()).toBe(1);
    expect(second.output).toMatch(/^Silkcast is running on .* already; stop it, or set SILKCAST_DATA_DIR\.\n$/);
    expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
  });

  it('says in one sentence that the port is taken, and takes its PostgreSQL with it', async () => {
    const other = net.createServer().listen(Number(port), '127.0.0.1').unref();
    await once(other, 'listening');

    const started = start();
    expect(await started.exit()).toBe(1);
    expect(started.output.split('\n')).toContain(
      `Port ${port} is taken by another program; stop it or set PORT to a free one.`,
    );
    expect(started.output).not.toContain('    at ');
    expect(existsSync(path.join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  });

  it.each([
    [{ ACCESS_TOKEN_SECONDS: 'soon' }, /^The setting ACCESS_TOKEN_SECONDS is wrong: .*$/m],
    [{ DATABASE_URL: 'postgresql://someone@127.0.0.1:1/silkcast' }, /^Nothing answers at 127\.0\.0\.1:1; .*$/m],
    [{ DATABASE_URL: 'mysql://127.0.0.1/silkcast' }, /^DATABASE_URL must begin with postgresql:\/\/\.$/m],
  ])('says in one sentence what is wrong with %j', async (settings, sentence) => {
    const started = start(settings);

    expect(await started.exit()).toBe(1);
    expect(started.output).toMatch(sentence);
    expect(started.output).not.toContain('    at ');
  });
});
