import { setTimeout as pause } from 'node:timers/promises';
import { silkcast } from '../contenders/silkcast.js';
import { usageOf } from '../processes/usage.js';
import type { Cell } from './bench.js';
import { Hall } from './hall.js';

const first = 100;
const connections = 10_000;
/** V8 gives back what joining left behind when little happened for so long. */
const settleMs = 45_000;

/**
 * What an idle connection costs the process. The base is a process that has served its first viewers, so that what it
 * loads once does not count for each; the kernel's own socket buffers are not in it.
 */
export const memory: Cell = async (bench) =>
  Hall.with(silkcast(bench.house), bench.house.settings, first, async ({ contender, crowd }) => {
    await pause(settleMs);
    const base = usageOf(contender.pid).rssBytes;
    await crowd.ask('enter', { stage: contender.stage, count: connections });
    const fresh = usageOf(contender.pid).rssBytes;
    await pause(settleMs);
    const full = usageOf(contender.pid).rssBytes;
    const each = (bytes: number) => (bytes - base) / connections;
    bench.note({ bytesPerConnection: each(full), bytesPerFreshConnection: each(fresh), baseBytes: base });
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
    bench.print(
      `Memory: ${(each(full) / 1000).toFixed(1)} kB for each of ${connections} idle connections, ${(each(fresh) / 1000).toFixed(1)} kB just after they joined ` +
        `(the process: ${megabytes(base)} before, ${megabytes(fresh)} just after, ${megabytes(full)} when settled)`,
    );
  });
