// Finds, or starts, a real PostgreSQL for the tests.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { composeUp } from './compose-service.mjs';
import { ensurePackages } from './debian-packages.mjs';
import { startPostgres } from './embedded-postgres.mjs';
import { npmBinDir, systemBinDir } from './postgres-binaries.mjs';

// What docker-compose.yml and a developer's own server have in common.
const localUrl = 'postgresql://postgres:postgres@127.0.0.1:5432/postgres';

/** Resolves to `{ how, url, stop }`; the account in `url` may create databases. `stop` ends only what was started. */
export async function findOrStartPostgres() {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { how: 'from TEST_DATABASE_URL', url: given, stop: async () => undefined };
  return (
    (await localServer()) ??
    (await ownServer()) ??
    (await composeServer()) ??
    Promise.reject(new Error('No PostgreSQL: install postgresql, or set TEST_DATABASE_URL.'))
  );
}

async function localServer() {
  const client = new pg.Client({ connectionString: localUrl, connectionTimeoutMillis: 1500 });
  try {
    await client.connect();
    await client.end();
    return { how: 'running on port 5432', url: localUrl, stop: async () => undefined };
  } catch {
    return undefined;
  }
}

// npm's binaries first: the version the embedded default runs on, the same on every machine.
async function ownServer() {
  const find = () => npmBinDir() ?? systemBinDir();
  if (!find()) ensurePackages(['postgresql']);
  const binDir = find();
  if (!binDir) return undefined;

  const directory = mkdtempSync(path.join(os.tmpdir(), 'silkcast-postgres-'));
  chmodSync(directory, 0o755); // the server may run under another account than ours
  const flags = ['-c', 'max_connections=200'];
  const server = await startPostgres({ dataDir: path.join(directory, 'data'), binDir, durable: false, flags });
  const stop = async () => {
    server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { how: binDir, url: server.url, stop };
}

const composeServer = async () => {
  const service = composeUp('postgres');
  return service && { ...service, url: localUrl };
};
