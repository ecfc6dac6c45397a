import type { SaleShape } from '../buying/sale.js';
import { silkcastShop } from '../contenders/claim-contenders.js';
import type { Bench, Cell } from './bench.js';
import {
  cpuMsEach,
  type Duration,
  patient,
  percentileMs,
  perSecond,
  quick,
  shop,
  shoppingHead,
  type Work,
} from './shopping.js';

const shape: SaleShape = { variants: 20, variantsInItem: 20, units: 100_000, buyers: 400, maxPerBuyer: 1000 };

/** Claimed over the socket, paid for over HTTP, captured and confirmed by the provider's signed webhook. */
const wholeOrders =
  (inFlight: number, duration: Duration): Cell =>
  async (bench) => {
    bench.print(shoppingHead);
    const till = { apiUrl: bench.house.api.url, signingKey: bench.house.settings.TOKEN_SIGNING_KEY ?? '' };
    const ordering =
      (seconds: number): Work =>
      (buyers, [sale]) =>
        buyers.ask('order', { goods: sale?.goods ?? [], till, inFlight, seconds });
    const name = `whole orders, ${inFlight} at once`;
    const ours = await shop(bench, {
      name,
      entrant: silkcastShop(bench.house),
      shape,
      sales: 1,
      warmUp: ordering(duration.warmUpSeconds),
      work: ordering(duration.seconds),
      hoped: 'confirmed',
    });
    await audit(bench, name);
    bench.note({
      [`ordersPerSecond.${inFlight}buyers`]: perSecond(ours),
      [`p50Ms.${inFlight}buyers`]: percentileMs(ours, 0.5),
      [`p99Ms.${inFlight}buyers`]: percentileMs(ours, 0.99),
      [`cpuMsPerOrder.${inFlight}buyers`]: cpuMsEach(ours),
    });
  };

/** Whether money and goods agree: nothing sold twice, nothing paid and not confirmed, books that sum to zero. */
async function audit({ house, complain }: Bench, name: string): Promise<void> {
  const wrong = await house.wrongs();
  if (wrong.length > 0) complain(`${name}: ${wrong.join(', ')}`);
}

export const orderCells = {
  8: wholeOrders(8, patient),
  100: wholeOrders(100, patient),
} satisfies Record<string, Cell>;

export const orderSmokeTest: readonly Cell[] = [wholeOrders(8, quick), wholeOrders(100, quick)];
