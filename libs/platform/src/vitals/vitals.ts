import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { ProcessRole, Vital } from '#libs/contracts';
import { Metrics } from '../metrics.js';
import { Ticker } from '../ticker.js';
import { ProcessBoard } from './process-board.js';
import { readCounters } from './read-counters.js';
import { type Reading, vitalOf } from './vital-of.js';

/** How often a process looks at itself, and how much of that it remembers: ten minutes. */
export const vitalsEveryMs = 5000;
const remembered = 120;
/** How often the loop is looked at; whoever looks comes that late in an idle one as well. */
const resolutionMs = 20;

/** What this process did in the last minutes, kept in memory and told to the others. */
@Injectable()
export class Vitals implements OnModuleDestroy {
  readonly #id = uuidv7();
  readonly #startedAt = new Date().toISOString();
  readonly #loop = monitorEventLoopDelay({ resolution: resolutionMs });
  readonly #ring: Vital[] = [];
  #before: Reading | undefined;
  #ticker: Ticker | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly board: ProcessBoard,
  ) {}

  /** Begins to look; once for a process. */
  async begin(role: ProcessRole, everyMs = vitalsEveryMs): Promise<void> {
    this.#loop.enable();
    this.#before = await this.#read();
    this.#ticker = new Ticker('vitals', everyMs, () => this.#look(role)).start();
    await this.#tell(role);
  }

  async onModuleDestroy(): Promise<void> {
    this.#loop.disable();
    await this.#ticker?.stop();
  }

  async #look(role: ProcessRole): Promise<void> {
    const now = await this.#read();
    this.#ring.push(vitalOf(this.#before ?? now, now));
    this.#before = now;
    if (this.#ring.length > remembered) this.#ring.shift();
    await this.#tell(role);
  }

  #tell(role: ProcessRole): Promise<void> {
    return this.board.report({ id: this.#id, role, startedAt: this.#startedAt, vitals: [...this.#ring] });
  }

  async #read(): Promise<Reading> {
    const { user, system } = process.cpuUsage();
    const late = this.#loop.percentile(99) / 1e6 - resolutionMs;
    this.#loop.reset();
    return {
      at: Date.now(),
      counters: await readCounters(this.metrics),
      cpuMs: (user + system) / 1000,
      loopMs: Math.max(0, Number.isFinite(late) ? late : 0),
      memory: process.memoryUsage.rss(),
    };
  }
}
