// Runs a real PostgreSQL on a private loopback port, from npm's binaries or the machine's own. Depends on Node only.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { canConnect, freePort, sleep } from './ports.mjs';
import { npmBinDir, systemBinDir } from './postgres-binaries.mjs';

const urlOf = (port) => `postgresql://postgres@127.0.0.1:${port}/postgres`;

/**
 * Starts PostgreSQL on a data directory, creating it when it is new, or joins the server that already runs there
 * (one that outlived its parent after a `kill -9`).
 *
 * `durable: false` trades crash safety for speed and is for data that is thrown away.
 * Resolves to `{ port, url, reused, stop() }`; `stop` ends the server in order and waits, blocking, until it has,
 * so that it can be called while the process exits.
 *
 * @param {{ dataDir: string, binDir?: string, flags?: string[], durable?: boolean }} options
 */
export async function startPostgres({ dataDir, binDir = npmBinDir() ?? systemBinDir(), flags = [], durable = true }) {
  if (!binDir) throw new Error('No PostgreSQL binaries: npm has none for this platform. Set DATABASE_URL instead.');
  const survivor = await survivingServer(dataDir);
  if (survivor) return handle({ dataDir, ...survivor, reused: true });

  mkdirSync(path.dirname(dataDir), { recursive: true });
  const launch = launcher(binDir, dataDir);
  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) createCluster(launch, dataDir, durable);
  const port = await freePort();
  const pid = await startServer(launch, ['-D', dataDir, '-p', String(port), ...serverFlags(durable), ...flags]);
  return handle({ dataDir, pid, port, reused: false });
}

function serverFlags(durable) {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=128MB'];
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return settings.flatMap((setting) => ['-c', setting]);
}

function handle({ dataDir, pid, port, reused }) {
  const stop = () => {
    const pidFile = path.join(dataDir, 'postmaster.pid');
    if (!signal(pid, 'SIGINT')) return;
    // The server removes this file as its last act. Asking for the pid would not do: an ended child keeps it
    // until Node's event loop, which no longer turns during exit, has taken note.
    for (let i = 0; i < 500 && existsSync(pidFile); i++)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  };
  return { port, url: urlOf(port), reused, stop };
}

const signal = (pid, name) => {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
};

// Lines of postmaster.pid: pid, data directory, start time, port, socket directory, address, memory key, status.
function readPidFile(dataDir) {
  try {
    const lines = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  } catch {
    return undefined;
  }
}

async function survivingServer(dataDir) {
  // 30 s: a server may be in the middle of stopping, or of replaying its log after a crash
  for (let i = 0; i < 300; i++) {
    const server = readPidFile(dataDir);
    if (!server || !signal(server.pid, 0)) return undefined;
    if (server.status === 'ready') return (await canConnect(server.port)) ? server : undefined;
    await sleep(100);
  }
  return undefined;
}

// PostgreSQL refuses to run as root. As root it runs under an unprivileged account; where that account cannot reach
// the files (a checkout in a 0700 home directory), as root seen through a user namespace that maps root to it.
function launcher(binDir, dataDir) {
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  const direct = { env, owner: {}, command: (name, args) => [path.join(binDir, name), args] };
  if (process.getuid?.() !== 0) return direct;

  const owner = unprivilegedAccount();
  const reach = ['-c', 'test -x "$1" && cd "$2"', 'sh', path.join(binDir, 'postgres'), path.dirname(dataDir)];
  if (spawnSync('/bin/sh', reach, { ...owner, cwd: '/' }).status === 0) return { ...direct, owner };

  const mapping = ['--user', `--map-user=${owner.uid}`, `--map-group=${owner.gid}`];
  return { ...direct, command: (name, args) => ['unshare', [...mapping, path.join(binDir, name), ...args]] };
}

function unprivilegedAccount() {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

function createCluster(launch, dataDir, durable) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (launch.owner.uid !== undefined) chownSync(dataDir, launch.owner.uid, launch.owner.gid);
  const how = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions'];
  if (!durable) how.push('--no-sync');
  const [command, args] = launch.command('initdb', ['-D', dataDir, ...how]);
  const result = spawnSync(command, args, { ...launch.owner, env: launch.env, cwd: '/', encoding: 'utf8' });
  if (result.status === 0) return;
  rmSync(dataDir, { recursive: true, force: true });
  throw new Error(`PostgreSQL could not create its data directory: ${result.error?.message ?? result.stderr.trim()}`);
}

function startServer(launch, serverArgs) {
  const [command, args] = launch.command('postgres', serverArgs);
  // detached: a Ctrl-C in the terminal must reach the application alone, which stops the database last
  const options = { ...launch.owner, env: launch.env, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] };
  const server = spawn(command, args, options);
  let log = '';
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log.trim()}`)));
    server.stderr.on('data', (chunk) => {
      log = (log + chunk).slice(-4000);
      if (!log.includes('ready to accept connections')) return;
      server.unref();
      server.stderr.unref();
      resolve(server.pid);
    });
  });
}
