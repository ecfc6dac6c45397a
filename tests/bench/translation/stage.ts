import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SaidCaption, type Session } from '#libs/contracts';
import { freePort } from '../../../scripts/ports.mjs';
import type { HouseProcess } from '../../support/house-process.js';
import type { BenchHouse } from '../contenders/bench-house.js';
import type { EngineCommands } from '../engine.process.js';
import type { Child } from '../processes/child.js';
import { cores, pin } from '../processes/cores.js';
import { Readers } from './readers.js';
import { languages } from './script.js';

/** How long presence and the languages that follow it may take to settle, in milliseconds. */
const settleMs = 6000;

/** A house with one worker, which has a core for itself, and an engine whose slowness is known. */
export class Stage {
  private constructor(
    readonly house: BenchHouse,
    readonly engine: Child<EngineCommands>,
    readonly worker: HouseProcess,
    private readonly realtime: HouseProcess,
  ) {}

  /** What it starts ends with the house. */
  static async open(house: BenchHouse, engine: Child<EngineCommands>): Promise<Stage> {
    const realtime = await house.startNode(await freePort());
    const worker = await house.startWorker();
    pin(worker.pid, cores.server);
    return new Stage(house, engine, worker, realtime);
  }

  /** A live session with one reader of each language, when the house has noticed them. */
  async openRoom(): Promise<{ session: Session; readers: Readers }> {
    const session = await this.house.openSession({
      languages: ['en', ...languages],
      maxLanguages: languages.length,
    });
    const guests = await this.house.guests(languages.length);
    const tokens = guests.map(({ token }) => token);
    const readers = await Readers.enter(this.realtime.socketUrl, session.id, tokens);
    await pause(settleMs);
    return { session, readers };
  }

  /** The host says a whole sentence; returns the segment. */
  async say(session: Session, text: string): Promise<string> {
    const segment = randomUUID();
    const body = { segment, lang: 'en', text, state: 'final', t0: 0, t1: 1000 };
    const path = `/sessions/${session.id}/captions`;
    await this.house.host.send({ method: 'POST', path, body, answer: SaidCaption });
    return segment;
  }
}
