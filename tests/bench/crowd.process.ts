import { Crowd } from './crowd/crowd.js';
import type { Stage } from './crowd/dialect.js';
import { answer } from './processes/commands.js';

let crowd = new Crowd(false);

/** A process full of viewers. */
const commands = {
  open({ stage, count, samples }: { stage: Stage; count: number; samples: boolean }) {
    crowd.close();
    crowd = new Crowd(samples);
    return crowd.open(stage, count);
  },
  more: ({ stage, count }: { stage: Stage; count: number }) => crowd.open(stage, count),
  totals: () => crowd.totals(),
  takeDelays: () => crowd.takeDelays(),
  stall: ({ count }: { count: number }) => crowd.stall(count),
  reconnect: async () => ({
    waits: await crowd.reconnect(),
    resumed: crowd.viewers.filter(({ resumed }) => resumed).length,
  }),
  close: () => crowd.close(),
};
export type CrowdCommands = typeof commands;

answer(commands);
