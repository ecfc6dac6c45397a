import { mostUnits } from '../buying/claim-deed.js';
import type { SaleShape } from '../buying/sale.js';
import { doNothingShop, type ShopEntrant, silkcastShop, transactionPerClaim } from '../contenders/claim-contenders.js';
import type { Cell } from './bench.js';
import {
  cpuMsEach,
  type Duration,
  percentileMs,
  perSecond,
  quick,
  shop,
  shoppingHead,
  usual,
  type Work,
} from './shopping.js';

const inFlight = 200;
const hot: SaleShape = { variants: 1, units: 1000, buyers: 200, maxPerBuyer: mostUnits };
const wide: SaleShape = { variants: 1000, units: 100, buyers: 500, maxPerBuyer: mostUnits };
const offered = 1000;

/** @param each how many variants a buyer wants */
const rushing =
  (each: number): Work =>
  (buyers, { goods }, seconds) =>
    buyers.ask('rush', { goods, each, inFlight, seconds });
const parading: Work = (buyers, { goods }, seconds) => buyers.ask('parade', { goods, perSecond: offered, seconds });

/** 200 buyers, each with a claim under way at any time, for the 1,000 units of one variant. */
const hotVariant =
  (duration: Duration): Cell =>
  async (bench) => {
    bench.print(shoppingHead);
    const rush = { name: '1 variant, 200 at once', shape: hot, work: rushing(1), duration, hoped: 'HELD' };
    const of = (entrant: ShopEntrant) => shop(bench, { ...rush, entrant });
    const ours = await of(silkcastShop(bench.house));
    const single = await of(transactionPerClaim(bench.house));
    const nothing = await of(doNothingShop(bench.house));
    bench.note({
      'claimsPerSecond.hot': perSecond(ours),
      'p50Ms.hot': percentileMs(ours, 0.5),
      'p99Ms.hot': percentileMs(ours, 0.99),
      'cpuMsPerClaim.hot': cpuMsEach(ours),
      'transactionPerClaim.claimsPerSecond.hot': perSecond(single),
      'transactionPerClaim.p99Ms.hot': percentileMs(single, 0.99),
      'doNothing.claimsPerSecond.hot': perSecond(nothing),
      'vsTransactionPerClaim.hot': perSecond(ours) / perSecond(single),
      'vsDoNothing.hot': perSecond(ours) / perSecond(nothing),
    });
  };

/** A thousand claims a second, whoever waits. */
const paced =
  (duration: Duration): Cell =>
  async (bench) => {
    const name = `1 variant, ${offered}/s offered`;
    const entrant = silkcastShop(bench.house);
    const ours = await shop(bench, { name, entrant, shape: hot, work: parading, duration, hoped: 'HELD' });
    bench.note({
      [`claimsPerSecond.at${offered}PerSecond`]: perSecond(ours),
      [`p50Ms.at${offered}PerSecond`]: percentileMs(ours, 0.5),
      [`p99Ms.at${offered}PerSecond`]: percentileMs(ours, 0.99),
    });
  };

/** The same rush on a thousand variants of twenty items: 500 buyers, each of whom wants two of them. */
const manyVariants =
  (duration: Duration): Cell =>
  async (bench) => {
    const name = `${wide.variants} variants, 200 at once`;
    const entrant = silkcastShop(bench.house);
    const ours = await shop(bench, { name, entrant, shape: wide, work: rushing(2), duration, hoped: 'HELD' });
    bench.note({
      [`claimsPerSecond.${wide.variants}variants`]: perSecond(ours),
      [`p99Ms.${wide.variants}variants`]: percentileMs(ours, 0.99),
      [`cpuMsPerClaim.${wide.variants}variants`]: cpuMsEach(ours),
    });
  };

export const flashCells = {
  hot: hotVariant(usual),
  paced: paced(usual),
  variants: manyVariants(usual),
} satisfies Record<string, Cell>;

/** All of it for a moment: whether it works. */
export const flashSmokeTest: readonly Cell[] = [hotVariant(quick), paced(quick), manyVariants(quick)];
