import { Crowd } from './crowd/crowd.js';
import type { Stage } from './crowd/dialect.js';
import { answer } from './processes/commands.js';

const crowd = new Crowd();

/** A process full of viewers. */
const commands = {
  enter: ({ stage, count }: { stage: Stage; count: number }) => crowd.open(stage, count),
  totals: () => crowd.totals(),
  takeDelays: () => crowd.takeDelays(),
  stall: ({ count }: { count: number }) => crowd.stall(count),
  reconnect: async () => ({
    waits: await crowd.reconnect(),
    resumed: crowd.viewers.filter(({ resumed }) => resumed).length,
  }),
};
export type CrowdCommands = typeof commands;

answer(commands);
