import { setTimeout as pause } from 'node:timers/promises';
import type { Entrant } from '../contenders/contender.js';
import { silkcast } from '../contenders/silkcast.js';
import { naiveWs, socketIo } from '../contenders/yardstick.js';
import { usualTextBytes } from '../crowd/marked-text.js';
import { columns } from '../report.js';
import type { Bench, Cell } from './bench.js';
import { Hall, type Outcome } from './hall.js';
import { cpuSecondsPerMillion, type Measurement, percentileMs, perSecond } from './measurement.js';

/** So many viewers, and messages a second. */
export type Shape = `${number}x${number}`;
export const shapes = ['200x150', '1000x30', '1000x100', '5000x6'] as const satisfies Shape[];

export interface Duration {
  warmUpSeconds: number;
  seconds: number;
}
const usual: Duration = { warmUpSeconds: 3, seconds: 8 };

const line = columns(18, 18, 14, 14, 11, 11, 12, 12);
export const fanOutHead = line(
  'viewers x msgs/s',
  'server',
  'deliveries/s',
  'CPU-s/million',
  'p50 ms',
  'p99 ms',
  'server CPU',
  'crowd CPU',
);

/** Silkcast alone: whether all of it works, in a few seconds. */
export const smokeTest: Cell = async (bench) => {
  bench.print(fanOutHead);
  await compete(bench, '200x30', silkcast(bench.house), { warmUpSeconds: 1, seconds: 2 });
};

/** Silkcast beside the yardsticks, in a room of one shape. */
export const fanOut =
  (shape: Shape): Cell =>
  async (bench) => {
    const ours = await compete(bench, shape, silkcast(bench.house), usual);
    const ws = await compete(bench, shape, naiveWs(bench.house.redisUrl), usual);
    const io = await compete(bench, shape, socketIo(bench.house.redisUrl), usual);
    const [ourCost, wsCost, ioCost] = [ours, ws, io].map(cpuSecondsPerMillion) as [number, number, number];
    bench.note({
      [`deliveriesPerSecond.${shape}`]: perSecond(ours),
      [`cpuSecondsPerMillion.${shape}`]: ourCost,
      [`p50Ms.${shape}`]: percentileMs(ours, 0.5),
      [`p99Ms.${shape}`]: percentileMs(ours, 0.99),
      [`naiveWsCpuSecondsPerMillion.${shape}`]: wsCost,
      [`socketIoCpuSecondsPerMillion.${shape}`]: ioCost,
      [`vsNaiveWs.${shape}`]: ourCost / wsCost,
      [`vsSocketIo.${shape}`]: ioCost / ourCost,
    });
  };

async function compete(bench: Bench, shape: Shape, entrant: Entrant, duration: Duration): Promise<Measurement> {
  const [viewers = 0, rate = 0] = shape.split('x').map(Number);
  return Hall.with(entrant, bench.house.settings, viewers, async (hall) => {
    await hall.speaker.ask('start', { perSecond: rate, textBytes: usualTextBytes });
    await pause(duration.warmUpSeconds * 1000);
    const measured = await hall.measure(duration.seconds);
    const outcome = await hall.settle();
    bench.print(row(shape, entrant.name, measured));
    // a yardstick that is overloaded is behind, and that is what it is there to show
    if (hall.contender.session !== null) demandAll(bench, `${entrant.name} ${shape}`, outcome);
    return measured;
  });
}

/** Complains unless everybody got every message once, in order. */
export function demandAll(bench: Bench, where: string, outcome: Outcome): void {
  const { failed, doubled, skipped, behind, gone } = outcome;
  if (failed + doubled + skipped + gone > 0 || behind > 0)
    bench.complain(
      `${where}: ${failed} not published, ${doubled} doubled, ${skipped} skipped, ${behind} behind, ${gone} connections lost`,
    );
}

const row = (shape: Shape, name: string, measured: Measurement) =>
  line(
    shape.replace('x', ' x '),
    name,
    perSecond(measured).toFixed(0),
    cpuSecondsPerMillion(measured).toFixed(2),
    percentileMs(measured, 0.5).toFixed(1),
    percentileMs(measured, 0.99).toFixed(1),
    `${((measured.cpuSeconds / measured.seconds) * 100).toFixed(0)} %`,
    `${((measured.crowdCpuSeconds / measured.seconds) * 100).toFixed(0)} %`,
  );
