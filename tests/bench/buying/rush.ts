import { setTimeout as pause } from 'node:timers/promises';
import { microseconds } from '../crowd/marked-text.js';
import type { Buyer } from './buyer.js';

/** What came of claims: how many ended in each outcome, or in `problem {code}`. `delays` in microseconds. */
export interface Takings {
  seconds: number;
  outcomes: Record<string, number>;
  delays: number[];
}

/** What a buyer does when it is its turn; resolves to what came of it. */
export type Deed = (buyer: Buyer) => Promise<string>;

/**
 * Buyers act one after the other, `inFlight` of them at a time: whoever is answered goes to the end of the line.
 */
export async function rush(buyers: readonly Buyer[], inFlight: number, seconds: number, deed: Deed): Promise<Takings> {
  const line = [...buyers];
  const takings: Takings = { seconds: 0, outcomes: {}, delays: [] };
  const start = microseconds();
  const isOver = () => microseconds() - start > seconds * 1e6;
  await Promise.all(
    Array.from({ length: Math.min(inFlight, buyers.length) }, async () => {
      while (!isOver()) {
        const buyer = line.shift() as Buyer;
        await timed(() => deed(buyer), takings);
        line.push(buyer);
      }
    }),
  );
  takings.seconds = (microseconds() - start) / 1e6;
  return takings;
}

/** One deed after the other is done, `inFlight` of them at a time, until none is left. */
export async function workOff(deeds: readonly (() => Promise<string>)[], inFlight: number): Promise<Takings> {
  const takings: Takings = { seconds: 0, outcomes: {}, delays: [] };
  const start = microseconds();
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (let deed = deeds[next++]; deed !== undefined; deed = deeds[next++]) await timed(deed, takings);
    }),
  );
  takings.seconds = (microseconds() - start) / 1e6;
  return takings;
}

/** So many act each second, however long others wait for their answer. Late is counted from when it was their turn. */
export async function parade(
  buyers: readonly Buyer[],
  perSecond: number,
  seconds: number,
  deed: Deed,
): Promise<Takings> {
  const idle = [...buyers];
  const takings: Takings = { seconds: 0, outcomes: {}, delays: [] };
  const start = microseconds();
  const acting: Promise<void>[] = [];
  for (let acted = 0; acted < perSecond * seconds;) {
    const due = Math.min(perSecond * seconds, ((microseconds() - start) / 1e6) * perSecond);
    for (; acted < due; acted++) {
      const buyer = idle.shift();
      if (buyer === undefined) break;
      const turn = start + (acted / perSecond) * 1e6;
      acting.push(timed(() => deed(buyer), takings, turn).then(() => void idle.push(buyer)));
    }
    await pause(2);
  }
  await Promise.all(acting);
  takings.seconds = (microseconds() - start) / 1e6;
  return takings;
}

async function timed(
  deed: () => Promise<string>,
  { outcomes, delays }: Takings,
  since = microseconds(),
): Promise<void> {
  const outcome = await deed();
  delays.push(microseconds() - since);
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}
