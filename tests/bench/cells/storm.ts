import { setTimeout as pause } from 'node:timers/promises';
import { silkcast } from '../contenders/silkcast.js';
import { usualTextBytes } from '../crowd/marked-text.js';
import type { Cell } from './bench.js';
import { demandAll } from './fan-out.js';
import { Hall, probeCount } from './hall.js';
import { percentileMs } from './measurement.js';

const room = { viewers: 10_000, perSecond: 4 };

/** Everybody's line breaks at once, and everybody comes back at once, while the session goes on. */
export const storm: Cell = async (bench) =>
  Hall.with(silkcast(bench.house), bench.house.settings, room.viewers + probeCount, async (hall) => {
    await hall.speaker.ask('start', { perSecond: room.perSecond, textBytes: usualTextBytes });
    await pause(5000);
    const { gone: lostBefore } = await hall.crowd.ask('totals');
    const { measured, result } = await hall.measureDuring(() => hall.crowd.ask('reconnect'));
    const { waits, resumed } = result;
    const stayedP99 = percentileMs(measured, 0.99);
    const { gone: refused } = await hall.crowd.ask('totals');
    await pause(2000);
    const outcome = await hall.settle();
    // a connection that was refused and tried again is no loss
    demandAll(bench, 'after the storm', { ...outcome, gone: lostBefore });
    const inOrder = waits.sort((a, b) => a - b);
    const [half, last] = [inOrder[inOrder.length >> 1] ?? 0, inOrder.at(-1) ?? 0];
    bench.note({
      reconnectAllSeconds: last / 1e6,
      reconnectHalfSeconds: half / 1e6,
      reconnectDoubled: outcome.doubled,
      reconnectSkipped: outcome.skipped,
      'p99Ms.besideReconnects': stayedP99,
    });
    bench.print(
      `${room.viewers} reconnects at once: half are back after ${(half / 1e6).toFixed(1)} s, all after ${(last / 1e6).toFixed(1)} s; ` +
        `${resumed} resumed, ${refused - lostBefore} attempts were refused, ${outcome.doubled} messages doubled, ${outcome.skipped} missing; ` +
        `p99 of those who stayed ${stayedP99.toFixed(0)} ms`,
    );
  });
