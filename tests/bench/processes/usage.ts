import { readFileSync } from 'node:fs';

/** What a process has used of the machine so far: seconds of CPU (user and system), and bytes of memory (RSS). */
export interface Usage {
  cpuSeconds: number;
  rssBytes: number;
}

/** Unit of the times in /proc, the same on every Linux that Node runs on (USER_HZ, proc(5)). */
const ticksPerSecond = 100;

/**
 * The kernel's accounting of a process. Read from outside: a server that is overloaded would answer late, and so tell
 * the figures of another moment.
 */
export function usageOf(pid: number): Usage {
  // the name before the last parenthesis may hold spaces; `state` follows it
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])];
  const rssKilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return { cpuSeconds: (userTicks + systemTicks) / ticksPerSecond, rssBytes: rssKilobytes * 1024 };
}
