import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startPostgres } from '../../scripts/embedded-postgres.mjs';

const moduleUrl = new URL('../../scripts/embedded-postgres.mjs', import.meta.url).href;

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

/** Starts the server from a process of its own, as `npm start` does, and kills that process without warning. */
async function startAndKillOwner(dataDir: string): Promise<string> {
  const program = `
    const { startPostgres } = await import(${JSON.stringify(moduleUrl)});
    process.stdout.write((await startPostgres({ dataDir: ${JSON.stringify(dataDir)} })).url);
    setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(owner.stdout, 'data');
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  return String(url);
}

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let dataDir: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'silkcast-embedded-'));
    chmodSync(folder, 0o755);
    dataDir = path.join(folder, 'postgres');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps its data over a stop', async () => {
    const first = await startPostgres({ dataDir });
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS number');
    first.stop();
    expect(existsSync(path.join(dataDir, 'postmaster.pid'))).toBe(false);

    const second = await startPostgres({ dataDir });
    expect(second.reused).toBe(false);
    expect(await query(second.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    second.stop();
  });

  it('is joined again when its owner was killed, and then stops like any other', async () => {
    const url = await startAndKillOwner(dataDir);

    const server = await startPostgres({ dataDir });
    expect(server).toMatchObject({ reused: true, url });
    expect(await query(server.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    server.stop();
    expect(existsSync(path.join(dataDir, 'postmaster.pid'))).toBe(false);
  });

  it('says so when there is no server to be had', async () => {
    await expect(startPostgres({ dataDir, binDir: '/nowhere' })).rejects.toThrow(/PostgreSQL could not create/);
  });
});
