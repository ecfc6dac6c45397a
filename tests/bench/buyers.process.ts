import { Buyer } from './buying/buyer.js';
import { changing, claimOne, type Goods, ordering } from './buying/claim-deed.js';
import { parade, rush, workOff } from './buying/rush.js';
import { Till, type TillOptions } from './buying/till.js';
import type { Stage } from './crowd/dialect.js';
import { answer } from './processes/commands.js';

/** The buyers by the session that they are in. */
const halls: Buyer[][] = [];
/** So many come in at a time. */
const atOnce = 50;

type SellOut = { sales: { hall: number; goods: Goods[] }[]; rounds: number; inFlight: number };
type OrderRush = { goods: Goods[]; till: TillOptions; inFlight: number; seconds: number };

/** A process full of buyers. */
const commands = {
  enter: async ({ stage, tokens }: { stage: Stage; tokens: string[] }) => {
    const hall: Buyer[] = [];
    halls.push(hall);
    for (let start = 0; start < tokens.length; start += atOnce) {
      const group = tokens.slice(start, start + atOnce);
      hall.push(...(await Promise.all(group.map((token, at) => Buyer.enter(stage, start + at, token)))));
    }
  },
  /** Everybody claims one unit in each round: all the same, round by round, or each something else. */
  sellOut: ({ sales, rounds, inFlight }: SellOut) =>
    workOff(
      sales.flatMap(({ hall, goods }) =>
        Array.from({ length: rounds }, (_, round) =>
          (halls[hall] ?? []).map((buyer) => () => {
            const wanted = goods.length === rounds ? round : (buyer.number * rounds + round) % goods.length;
            return claimOne(buyer, goods[wanted] as Goods);
          }),
        ).flat(),
      ),
      inFlight,
    ),
  parade: ({ goods, perSecond, seconds }: { goods: Goods[]; perSecond: number; seconds: number }) =>
    parade(halls.flat(), perSecond, seconds, changing(goods[0] as Goods)),
  order: ({ goods, till, inFlight, seconds }: OrderRush) =>
    rush(halls.flat(), inFlight, seconds, ordering(goods, new Till(till))),
};
export type BuyersCommands = typeof commands;

answer(commands);
