import { randomUUID } from 'node:crypto';
import type { Deed } from './rush.js';
import type { Till } from './till.js';

/** What a buyer may claim. */
export type Goods = { code: string; variantId: string };

/** Up to the limit and down again: each number is another one than that before, and so a claim of its own. */
const quantities = [1, 2, 3, 4, 5, 4, 3, 2];
/** The most that one buyer holds of a variant. */
export const mostUnits = Math.max(...quantities);

/** Claims another number of units of its own goods: buyer by buyer `each` of the list, the same ones for ever. */
export function claiming(goods: readonly Goods[], each: number): Deed {
  return async (buyer) => {
    const own = goods[(buyer.number * each + (buyer.claims % each)) % goods.length] as Goods;
    const qty = quantities[Math.floor(buyer.claims++ / each) % quantities.length];
    return outcomeIn(await buyer.ask('claim.place', { ...own, qty, key: randomUUID() }));
  };
}

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
