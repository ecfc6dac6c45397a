import { randomUUID } from 'node:crypto';
import type { Buyer } from './buyer.js';
import type { Deed } from './rush.js';
import type { Till } from './till.js';

/** What a buyer may claim. */
export type Goods = { code: string; variantId: string };

/** Up to the limit and down again: each number is another one than that before, and so a claim of its own. */
const quantities = [1, 2, 3, 4, 5, 4, 3, 2];
/** The most that one buyer holds of a variant. */
export const mostUnits = Math.max(...quantities);

/** Claims another number of units of the one thing that there is. */
export const changing =
  ({ code, variantId }: Goods): Deed =>
  async (buyer) => {
    const qty = quantities[buyer.claims++ % quantities.length];
    return outcomeIn(await buyer.ask('claim.place', { code, variantId, qty, key: randomUUID() }));
  };

/** Claims one unit. */
export const claimOne = async (buyer: Buyer, { code, variantId }: Goods): Promise<string> =>
  outcomeIn(await buyer.ask('claim.place', { code, variantId, qty: 1, key: randomUUID() }));

const outcomeIn = (answer: string): string =>
  /"result":\{"outcome":"([A-Z]+)"/.exec(answer)?.[1] ?? `problem ${/"code":"([^"]+)"/.exec(answer)?.[1]}`;

/** The whole order: one unit is claimed and paid for, and the provider's webhook was answered: it is confirmed. */
export function ordering(goods: readonly Goods[], till: Till): Deed {
  return async (buyer) => {
    const wanted = goods[buyer.claims++ % goods.length] as Goods;
    const answer = await buyer.ask('claim.place', { ...wanted, qty: 1, key: randomUUID() });
    const orderId = /"orderId":"([^"]+)"/.exec(answer)?.[1];
    if (orderId === undefined) return outcomeIn(answer);
    return till.pay(orderId, buyer.token).then(
      () => 'confirmed',
      (error: Error) => error.message,
    );
  };
}
