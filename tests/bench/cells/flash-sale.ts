import { mostUnits } from '../buying/claim-deed.js';
import type { SaleShape } from '../buying/sale.js';
import {
  bareSocket,
  doNothingShop,
  type ShopEntrant,
  silkcastShop,
  transactionPerClaim,
} from '../contenders/claim-contenders.js';
import type { Cell } from './bench.js';
import { readingMessages } from './claim-messages.js';
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
/** As many as a buyer may hold of at once. */
const rounds = 3;
const hot: SaleShape = { variants: rounds, variantsInItem: 1, units: 1000, buyers: 1000, maxPerBuyer: mostUnits };
const wide: SaleShape = { ...hot, variants: 1000, variantsInItem: 50, units: 10 };
const steady: SaleShape = { ...hot, variants: 1, buyers: 200 };
const offered = 1000;

const sellOut: Work = (buyers, sales) =>
  buyers.ask('sellOut', { sales: sales.map(({ hall, goods }) => ({ hall, goods })), rounds, inFlight });
const sellingOut = {
  warmUp: ((buyers, sales) => sellOut(buyers, sales.slice(0, 1))) satisfies Work,
  work: ((buyers, sales) => sellOut(buyers, sales.slice(1))) satisfies Work,
};
const parading =
  (seconds: number): Work =>
  (buyers, [sale]) =>
    buyers.ask('parade', { goods: sale?.goods ?? [], perSecond: offered, seconds });

/**
 * One variant after the other: 1,000 units, a thousand buyers who want one each, and 200 claims under way at any time
 * until all are gone.
 */
const hotVariant =
  ({ sales }: Duration): Cell =>
  async (bench) => {
    bench.print(shoppingHead);
    const rush = { name: '1 variant, 200 at once', shape: hot, sales, ...sellingOut, hoped: 'HELD' };
    const of = (entrant: ShopEntrant, over: { sales?: number } = {}) => shop(bench, { ...rush, ...over, entrant });
    const ours = await of(silkcastShop(bench.house));
    const single = await of(transactionPerClaim(bench.house), { sales: 2 });
    const nothing = await of(doNothingShop(bench.house));
    const bare = await of(bareSocket(bench.house));
    bench.note({
      'claimsPerSecond.hot': perSecond(ours),
      'p50Ms.hot': percentileMs(ours, 0.5),
      'p99Ms.hot': percentileMs(ours, 0.99),
      'cpuMsPerClaim.hot': cpuMsEach(ours),
      'transactionPerClaim.claimsPerSecond.hot': perSecond(single),
      'transactionPerClaim.p99Ms.hot': percentileMs(single, 0.99),
      'doNothing.claimsPerSecond.hot': perSecond(nothing),
      'bareSocket.claimsPerSecond.hot': perSecond(bare),
      'vsTransactionPerClaim.hot': perSecond(ours) / perSecond(single),
      'vsDoNothing.hot': perSecond(ours) / perSecond(nothing),
    });
  };

/** A thousand claims a second for another number of units than before, whoever waits. */
const paced =
  ({ warmUpSeconds, seconds }: Duration): Cell =>
  async (bench) => {
    const ours = await shop(bench, {
      name: `1 variant, ${offered}/s offered`,
      entrant: silkcastShop(bench.house),
      shape: steady,
      sales: 1,
      warmUp: parading(warmUpSeconds),
      work: parading(seconds),
      hoped: 'HELD',
    });
    bench.note({
      [`claimsPerSecond.at${offered}PerSecond`]: perSecond(ours),
      [`p50Ms.at${offered}PerSecond`]: percentileMs(ours, 0.5),
      [`p99Ms.at${offered}PerSecond`]: percentileMs(ours, 0.99),
    });
  };

/** The same rush on a thousand variants of twenty items: each buyer wants three of them. */
const manyVariants =
  ({ sales }: Duration): Cell =>
  async (bench) => {
    const name = `${wide.variants} variants, 200 at once`;
    const entrant = silkcastShop(bench.house);
    const ours = await shop(bench, { name, entrant, shape: wide, sales, ...sellingOut, hoped: 'HELD' });
    bench.note({
      [`claimsPerSecond.${wide.variants}variants`]: perSecond(ours),
      [`p99Ms.${wide.variants}variants`]: percentileMs(ours, 0.99),
      [`cpuMsPerClaim.${wide.variants}variants`]: cpuMsEach(ours),
    });
  };

export const flashCells = {
  messages: readingMessages(200),
  hot: hotVariant(usual),
  paced: paced(usual),
  variants: manyVariants(usual),
} satisfies Record<string, Cell>;

/** All of it for a moment: whether it works. */
export const flashSmokeTest: readonly Cell[] = [
  readingMessages(1),
  hotVariant(quick),
  paced(quick),
  manyVariants(quick),
];
