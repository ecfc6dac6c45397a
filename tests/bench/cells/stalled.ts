import { setTimeout as pause } from 'node:timers/promises';
import { silkcast } from '../contenders/silkcast.js';
import type { Bench, Cell } from './bench.js';
import { demandAll } from './fan-out.js';
import { Hall } from './hall.js';
import { type Measurement, percentileMs } from './measurement.js';

const room = { viewers: 5000, stalled: 1000, perSecond: 6 };
/** Long messages, so that what the kernel takes for a stalled socket is full after seconds and not after minutes. */
const textBytes = 1500;
const seconds = { warmUp: 5, each: 30 };

/** Some viewers stop reading: what is that to the others, and to the server? */
export const stalled: Cell = async (bench) =>
  Hall.with(silkcast(bench.house), bench.house.settings, room.viewers, async (hall) => {
    await hall.speaker.ask('start', { perSecond: room.perSecond, textBytes });
    await pause(seconds.warmUp * 1000);
    const before = await hall.measure(seconds.each);
    await hall.crowd.ask('stall', { count: room.stalled });
    const during = await hall.measure(seconds.each);
    const left = await connectionsOf(hall);
    demandAll(bench, 'beside stalled viewers', await hall.settle());
    report(bench, before, during, room.viewers - left);
  });

function report(bench: Bench, before: Measurement, during: Measurement, closed: number): void {
  const p99 = (measured: Measurement) => percentileMs(measured, 0.99);
  const megabytes = (during.rssBytes - before.rssBytes) / 1e6;
  bench.note({
    'p99Ms.beforeStalled': p99(before),
    'p99Ms.besideStalled': p99(during),
    stalledP99Ratio: p99(during) / p99(before),
    stalledClosed: closed,
    stalledMegabytes: megabytes,
  });
  bench.print(
    `${room.stalled} of ${room.viewers} viewers stalled: the others' p99 ${p99(before).toFixed(1)} ms before, ${p99(during).toFixed(1)} ms beside them; ` +
      `${closed} were closed as too slow, the server's memory changed by ${megabytes.toFixed(0)} MB`,
  );
}

async function connectionsOf({ contender }: Hall): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${contender.stage.port}/metrics`)).text();
  return Number(/^silkcast_connections (\d+)/m.exec(metrics)?.[1]);
}
