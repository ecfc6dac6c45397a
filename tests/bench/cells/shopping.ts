import type { BuyersCommands } from '../buyers.process.js';
import type { Takings } from '../buying/rush.js';
import { openSale, type Sale, type SaleShape } from '../buying/sale.js';
import type { Shop, ShopEntrant } from '../contenders/claim-contenders.js';
import { Child } from '../processes/child.js';
import { usageOf } from '../processes/usage.js';
import { columns } from '../report.js';
import type { Bench } from './bench.js';

/** What buyers came away with. `cpuSeconds` of the servers, without database and Redis; `delays` ascend. */
export interface Shopping extends Takings {
  cpuSeconds: number;
  /** How much of a core the buyers' own process used. */
  crowdShare: number;
}

/** How long a cell lasts: in seconds, or in sales where a sale ends when all is claimed. The first sale warms up. */
export interface Duration {
  warmUpSeconds: number;
  seconds: number;
  sales: number;
}
export const usual: Duration = { warmUpSeconds: 3, seconds: 6, sales: 4 };
/** For what is done some dozen times a second: compilers and caches of statements see it often enough before. */
export const patient: Duration = { ...usual, warmUpSeconds: 15, seconds: 10 };
export const quick: Duration = { warmUpSeconds: 0.5, seconds: 1, sales: 2 };

/** A sale, and where its buyers are. */
export type OpenSale = Sale & { hall: number };
export type Work = (buyers: Child<BuyersCommands>, sales: readonly OpenSale[]) => Promise<Takings>;

export interface Trip {
  name: string;
  entrant: ShopEntrant;
  shape: SaleShape;
  sales: number;
  warmUp: Work;
  work: Work;
  /** How everything has to end. */
  hoped: string;
}

/** Fresh sales, a fresh server, and buyers who know what they want: once to warm up, once to be measured. */
export async function shop(bench: Bench, trip: Trip): Promise<Shopping> {
  const sales: OpenSale[] = [];
  for (let hall = 0; hall < trip.sales; hall += 1) sales.push({ ...(await openSale(bench.house, trip.shape)), hall });
  const server = await trip.entrant.open();
  const buyers = new Child<BuyersCommands>('buyers.process.ts', null);
  try {
    for (const sale of sales)
      await buyers.ask('enter', { stage: server.stageOf(sale), tokens: sale.buyers.map(server.tokenOf) });
    await trip.warmUp(buyers, sales);
    const before = { server: cpuOf(server), crowd: usageOf(buyers.pid).cpuSeconds };
    const takings = await trip.work(buyers, sales);
    const measured = {
      ...takings,
      cpuSeconds: cpuOf(server) - before.server,
      crowdShare: (usageOf(buyers.pid).cpuSeconds - before.crowd) / takings.seconds,
      delays: takings.delays.sort((a, b) => a - b),
    };
    bench.print(row(trip, measured));
    const { [trip.hoped]: _, ...others } = takings.outcomes;
    if (Object.keys(others).length > 0) bench.complain(`${trip.entrant.name}, ${trip.name}: ${JSON.stringify(others)}`);
    return measured;
  } finally {
    await buyers.end();
    await server.end();
  }
}

const cpuOf = ({ pids }: Shop): number => pids.reduce((sum, pid) => sum + usageOf(pid).cpuSeconds, 0);

export const perSecond = ({ delays, seconds }: Takings): number => delays.length / seconds;

export const cpuMsEach = ({ cpuSeconds, delays }: Shopping): number => (cpuSeconds * 1000) / delays.length;

export const percentileMs = ({ delays }: Takings, share: number): number =>
  (delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? Number.NaN) / 1000;

const line = columns(26, 23, 11, 10, 10, 14, 11);
export const shoppingHead = line('', 'server', 'a second', 'p50 ms', 'p99 ms', 'CPU-ms each', 'buyers CPU');

const row = ({ name, entrant }: Trip, measured: Shopping): string =>
  line(
    name,
    entrant.name,
    perSecond(measured).toFixed(0),
    percentileMs(measured, 0.5).toFixed(1),
    percentileMs(measured, 0.99).toFixed(1),
    cpuMsEach(measured).toFixed(3),
    `${(measured.crowdShare * 100).toFixed(0)} %`,
  );
