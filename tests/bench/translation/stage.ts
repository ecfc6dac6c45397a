import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { HttpClient, type SignedInClient, startSession } from '#libs/client';
import { SaidCaption, Session, Tokens } from '#libs/contracts';
import { freePort } from '../../../scripts/ports.mjs';
import { HouseProcess, type Settings } from '../../support/house-process.js';
import { OwnDatabase } from '../../support/own-database.js';
import { OwnRedis } from '../../support/own-redis.js';
import { aHost } from '../contenders/bench-house.js';
import type { EngineCommands } from '../engine.process.js';
import { Child } from '../processes/child.js';
import { cores, pin } from '../processes/cores.js';
import { Readers } from './readers.js';
import { languages } from './script.js';

/** Nothing is limited: all of it comes from here. */
const generous = { JOINS_PER_ADDRESS: '1000000', CHAT_PER_ACCOUNT: '100000', CHAT_PER_ADDRESS: '1000000' };
/** How long presence and the languages that follow it may take to settle, in milliseconds. */
const settleMs = 6000;

/** A whole house with one worker, which has a core for itself, and an engine whose slowness is known. */
export class Stage {
  private constructor(
    readonly settings: Settings,
    readonly engine: Child<EngineCommands>,
    readonly worker: HouseProcess,
    private readonly api: HouseProcess,
    private readonly realtime: HouseProcess,
    private readonly host: SignedInClient,
    private readonly guests: readonly string[],
    private readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<Stage> {
    const database = await OwnDatabase.create();
    const redis = await OwnRedis.start();
    const engine = new Child<EngineCommands>('engine.process.ts', cores.load);
    const settings = {
      ...generous,
      HOST: '127.0.0.1',
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      TOKEN_SIGNING_KEY: randomBytes(32).toString('base64url'),
      LOG_LEVEL: 'warn',
      // as in the image
      NODE_OPTIONS: '--max-semi-space-size=64',
      TRANSLATION_WEBHOOK_URL: await engine.ask('open'),
      TRANSLATION_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
    };
    const start = async (program: 'api' | 'realtime' | 'worker') =>
      HouseProcess.start(program, { ...settings, PORT: String(await freePort()) });
    const [api, realtime, worker] = [await start('api'), await start('realtime'), await start('worker')];
    pin(worker.pid, cores.server);
    const close = async () => {
      await Promise.all([api.stop(), realtime.stop(), worker.stop(), engine.end()]);
      await redis.stop();
      await database.drop();
    };
    const guests = await Promise.all(languages.map(async () => (await aGuest(api.url)).accessToken));
    return new Stage(settings, engine, worker, api, realtime, await aHost(api.url), guests, close);
  }

  /** A live session with one reader of each language, when the house has noticed them. */
  async openRoom(): Promise<{ session: Session; readers: Readers }> {
    const body = {
      slug: `bench-${randomBytes(6).toString('hex')}`,
      title: 'Rwandan tea and coffee',
      sourceLang: 'en',
      startsAt: new Date().toISOString(),
      languages: ['en', ...languages],
      maxLanguages: languages.length,
    };
    const session = await this.host.send({ method: 'POST', path: '/sessions', body, answer: Session });
    await this.host.send(startSession(session.id));
    const readers = await Readers.enter(this.realtime.socketUrl, session.id, this.guests);
    await pause(settleMs);
    return { session, readers };
  }

  /** The host says a whole sentence; returns the segment. */
  async say(session: Session, text: string): Promise<string> {
    const segment = randomUUID();
    const body = { segment, lang: 'en', text, state: 'final', t0: 0, t1: 1000 };
    const path = `/sessions/${session.id}/captions`;
    await this.host.send({ method: 'POST', path, body, answer: SaidCaption });
    return segment;
  }

  stop(): Promise<void> {
    return this.close();
  }
}

function aGuest(apiUrl: string): Promise<Tokens> {
  const body = { displayName: 'Amina', lang: 'en' };
  return new HttpClient(apiUrl).send({ method: 'POST', path: '/guests', body, answer: Tokens });
}
