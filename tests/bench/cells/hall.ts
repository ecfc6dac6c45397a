import { setTimeout as pause } from 'node:timers/promises';
import type { Settings } from '../../support/house-process.js';
import type { Contender, Entrant } from '../contenders/contender.js';
import type { CrowdCommands } from '../crowd.process.js';
import { Child } from '../processes/child.js';
import { cores } from '../processes/cores.js';
import { usageOf } from '../processes/usage.js';
import type { SpeakerCommands } from '../speaker.process.js';
import type { Measurement } from './measurement.js';

/** Viewers whose delays are measured, in a process that has little else to do. */
export const probeCount = 10;
/** How long a crowd may take to read what is left, when nobody speaks any more. */
const settleMs = 5000;

/** Whether a crowd got what was said. */
export interface Outcome {
  published: number;
  /** Messages that could not be published. */
  failed: number;
  doubled: number;
  skipped: number;
  /** How many of the last messages somebody has not got yet. */
  behind: number;
  gone: number;
}

/** A server with its viewers and one who speaks, each in a process of its own. */
export class Hall {
  private constructor(
    readonly contender: Contender,
    readonly crowd: Child<CrowdCommands>,
    private readonly probes: Child<CrowdCommands>,
    readonly speaker: Child<SpeakerCommands>,
  ) {}

  /**
   * Opens a hall, lets the work be done in it, and closes it whatever happens.
   *
   * @param viewers a multiple of `probeCount`, the probes included
   */
  static async with<T>(entrant: Entrant, settings: Settings, viewers: number, work: (hall: Hall) => Promise<T>) {
    const crowd = new Child<CrowdCommands>('crowd.process.ts', cores.load);
    const probes = new Child<CrowdCommands>('crowd.process.ts', cores.load);
    const speaker = new Child<SpeakerCommands>('speaker.process.ts', cores.load, settings);
    let contender: Contender | undefined;
    try {
      contender = await entrant.start();
      const { stage, session } = contender;
      await speaker.ask('open', { session });
      // servers write to sockets in the order in which they came: the probes are to be as late as the average
      for (let probe = 0; probe < probeCount; probe++) {
        await crowd.ask('enter', { stage, count: viewers / probeCount - 1 });
        await probes.ask('enter', { stage, count: 1 });
      }
      return await work(new Hall(contender, crowd, probes, speaker));
    } finally {
      await Promise.all([speaker.end(), crowd.end(), probes.end()]);
      await contender?.end();
    }
  }

  async measure(seconds: number): Promise<Measurement> {
    return (await this.measureDuring(() => pause(seconds * 1000))).measured;
  }

  async measureDuring<T>(work: () => Promise<T>): Promise<{ measured: Measurement; result: T }> {
    await this.probes.ask('takeDelays');
    const before = await this.#count();
    const result = await work();
    const after = await this.#count();
    const delays = await this.probes.ask('takeDelays');
    const measured = {
      seconds: (after.at - before.at) / 1e6,
      deliveries: after.received - before.received,
      cpuSeconds: after.usage.cpuSeconds - before.usage.cpuSeconds,
      crowdCpuSeconds: after.crowdUsage.cpuSeconds - before.crowdUsage.cpuSeconds,
      rssBytes: after.usage.rssBytes,
      delays: delays.sort((a, b) => a - b),
    };
    return { measured, result };
  }

  /** Asks for silence, and looks who has got what. */
  async settle(): Promise<Outcome> {
    const { published, failed } = await this.speaker.ask('stop');
    const deadline = Date.now() + settleMs;
    for (;;) {
      const [crowd, probes] = await Promise.all([this.crowd.ask('totals'), this.probes.ask('totals')]);
      const behind = published - failed - Math.min(crowd.allHave, probes.allHave);
      if (behind <= 0 || Date.now() > deadline)
        return {
          published,
          failed,
          behind,
          doubled: crowd.doubled + probes.doubled,
          skipped: crowd.skipped + probes.skipped,
          gone: crowd.gone + probes.gone,
        };
      await pause(100);
    }
  }

  async #count() {
    const totals = await Promise.all([this.crowd.ask('totals'), this.probes.ask('totals')]);
    const [crowd] = totals;
    return {
      at: crowd.at,
      received: totals.reduce((sum, { received }) => sum + received, 0),
      usage: usageOf(this.contender.pid),
      crowdUsage: usageOf(this.crowd.pid),
    };
  }
}
