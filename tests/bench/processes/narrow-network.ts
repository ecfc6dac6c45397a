import { spawn } from 'node:child_process';
import { once } from 'node:events';

const insideVariable = 'SILKCAST_BENCH_NARROW';

/**
 * Loopback carries packets of 64 KiB, and Linux takes 4 MB from a server for each socket that nobody reads. With packets
 * of 1500 bytes, as on any real line, it is about 250 KB. So this runs the same program once more, in a network
 * namespace of its own whose loopback is like that.
 *
 * @returns its exit code; `null` when this process is there already, or may not make namespaces
 */
export async function runOnNarrowNetwork(): Promise<number | null> {
  if (process.env[insideVariable] !== undefined || process.getuid?.() !== 0) return null;
  const script = 'ip link set lo mtu 1500 up && exec "$@"';
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn('unshare', ['--net', 'sh', '-c', script, 'sh', ...self], {
    stdio: 'inherit',
    env: { ...process.env, [insideVariable]: '1' },
  });
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => child.kill(name));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
