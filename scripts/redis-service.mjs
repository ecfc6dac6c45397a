// Finds, or starts, a real Redis of version 7 or newer (sharded publish and subscribe came with 7).
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { composeUp } from './compose-service.mjs';
import { ensurePackages } from './debian-packages.mjs';
import { freePort, sleep } from './ports.mjs';
import { findProgram } from './processes.mjs';

/** Resolves to `{ how, url, stop }`. `stop` leaves everything as it was found. */
export async function findOrStartRedis() {
  const given = process.env.TEST_REDIS_URL;
  if (given) return { how: 'from TEST_REDIS_URL', url: given, stop: async () => undefined };
  return (
    (await localServer()) ??
    (await ownServer()) ??
    (await composeServer()) ??
    Promise.reject(new Error('No Redis 7 or newer: install redis-server, or set TEST_REDIS_URL.'))
  );
}

// Somebody's own server: only a database of it that is empty, emptied again afterwards.
async function localServer() {
  for (let database = 15; database > 0; database--) {
    const url = `redis://127.0.0.1:6379/${database}`;
    const size = await ask(url, (client) => client.dbsize());
    if (size === undefined) return undefined;
    if (size > 0) continue;
    return { how: 'running on port 6379', url, stop: () => ask(url, (client) => client.flushdb()) };
  }
  return undefined;
}

/** The answer of a Redis 7 or newer, or undefined when there is none at this address. */
async function ask(url, question) {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 800 });
  client.on('error', () => undefined); // the rejected connect() below says the same
  try {
    await client.connect();
    const major = Number(/redis_version:(\d+)/.exec(await client.info('server'))?.[1]);
    return major >= 7 ? await question(client) : undefined;
  } catch {
    return undefined;
  } finally {
    client.disconnect();
  }
}

async function ownServer() {
  const find = () => findProgram('redis-server') ?? findProgram('valkey-server');
  if (!find()) ensurePackages(['redis-server']);
  const program = find();
  if (!program) return undefined;

  const port = await freePort();
  const directory = mkdtempSync(path.join(os.tmpdir(), 'silkcast-redis-'));
  const options = ['--port', port, '--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no'];
  const server = spawn(program, options.map(String), { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.kill();
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  const url = `redis://127.0.0.1:${port}`;
  for (let i = 0; i < 100 && server.exitCode === null; i++) {
    if (await ask(url, (client) => client.ping())) return { how: program, url, stop };
    await sleep(50);
  }
  await stop();
  return undefined;
}

const composeServer = async () => {
  const service = composeUp('redis');
  return service && { ...service, url: 'redis://127.0.0.1:6379' };
};
