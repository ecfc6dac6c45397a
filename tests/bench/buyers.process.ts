import { Buyer } from './buying/buyer.js';
import { claiming, type Goods, ordering } from './buying/claim-deed.js';
import { parade, rush } from './buying/rush.js';
import { Till, type TillOptions } from './buying/till.js';
import type { Stage } from './crowd/dialect.js';
import { answer } from './processes/commands.js';

const buyers: Buyer[] = [];
/** So many come in at a time. */
const atOnce = 50;

type OrderRush = { goods: Goods[]; till: TillOptions; inFlight: number; seconds: number };

/** A process full of buyers. */
const commands = {
  enter: async ({ stage, tokens }: { stage: Stage; tokens: string[] }) => {
    for (let start = 0; start < tokens.length; start += atOnce) {
      const group = tokens.slice(start, start + atOnce);
      buyers.push(...(await Promise.all(group.map((token, at) => Buyer.enter(stage, start + at, token)))));
    }
  },
  rush: ({ goods, each, inFlight, seconds }: { goods: Goods[]; each: number; inFlight: number; seconds: number }) =>
    rush(buyers, inFlight, seconds, claiming(goods, each)),
  parade: ({ goods, perSecond, seconds }: { goods: Goods[]; perSecond: number; seconds: number }) =>
    parade(buyers, perSecond, seconds, claiming(goods, 1)),
  order: ({ goods, till, inFlight, seconds }: OrderRush) =>
    rush(buyers, inFlight, seconds, ordering(goods, new Till(till))),
};
export type BuyersCommands = typeof commands;

answer(commands);
