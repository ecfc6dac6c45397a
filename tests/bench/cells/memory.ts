import { setTimeout as pause } from 'node:timers/promises';
import { silkcast } from '../contenders/silkcast.js';
import { usageOf } from '../processes/usage.js';
import type { Cell } from './bench.js';
import { Hall } from './hall.js';

const first = 100;
const connections = 10_000;
const settleMs = 15_000;

/**
 * What an idle connection costs the process. The base is a process that has served its first viewers, so that what it
 * loads once does not count for each; the kernel's own socket buffers are not in it.
 */
export const memory: Cell = async (bench) =>
  Hall.with(silkcast(bench.house), bench.house.settings, first, async ({ contender, crowd }) => {
    await pause(settleMs);
    const base = usageOf(contender.pid).rssBytes;
    await crowd.ask('more', { stage: contender.stage, count: connections });
    await pause(settleMs);
    const full = usageOf(contender.pid).rssBytes;
    const bytesPerConnection = (full - base) / connections;
    bench.note({ bytesPerConnection, baseBytes: base });
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
    bench.print(
      `Memory: ${(bytesPerConnection / 1000).toFixed(1)} kB for each of ${connections} idle connections (${megabytes(base)} before, ${megabytes(full)} after)`,
    );
  });
