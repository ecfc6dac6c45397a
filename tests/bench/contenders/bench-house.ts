import { randomBytes } from 'node:crypto';
import { HttpClient, MemoryTokenStore, SignedInClient, startSession } from '#libs/client';
import { type ScheduleSession, Session, Tokens } from '#libs/contracts';
import { freePort } from '../../../scripts/ports.mjs';
import { audit } from '../../support/audit.js';
import { HouseProcess, type Settings } from '../../support/house-process.js';
import { OwnDatabase } from '../../support/own-database.js';
import { OwnRedis } from '../../support/own-redis.js';

/** Somebody who may claim. */
export type Guest = { id: string; token: string };

const guestsAtOnce = 20;

/** What stands behind the realtime node: PostgreSQL, Redis and the API, with a host who may open sessions. */
export class BenchHouse {
  readonly #nodes: HouseProcess[] = [];
  readonly #guests: Guest[] = [];

  private constructor(
    private readonly database: OwnDatabase,
    private readonly redis: OwnRedis,
    readonly settings: Settings,
    readonly api: HouseProcess,
    readonly host: SignedInClient,
  ) {}

  /** Nothing of it is left when a part of it does not start. @param over settings over those of the bench */
  static async open(over: Settings = {}): Promise<BenchHouse> {
    const database = await OwnDatabase.create();
    let [redis, api]: [OwnRedis?, HouseProcess?] = [];
    try {
      redis = await OwnRedis.start();
      const apiPort = String(await freePort());
      const settings = {
        HOST: '127.0.0.1',
        DATABASE_URL: database.url,
        REDIS_URL: redis.url,
        TOKEN_SIGNING_KEY: randomBytes(32).toString('base64url'),
        LOG_LEVEL: 'warn',
        // the whole crowd comes from this machine
        JOINS_PER_ADDRESS: '1000000',
        PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
        ...over,
      };
      api = await HouseProcess.start('api', { ...settings, PORT: apiPort });
      return new BenchHouse(database, redis, settings, api, await aHost(api.url));
    } catch (error) {
      await api?.stop();
      await redis?.stop();
      await database.drop();
      throw error;
    }
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  get redisUrl(): string {
    return this.settings.REDIS_URL ?? '';
  }

  /** A live session whose log is empty but for its beginning. */
  async openSession(over: Partial<ScheduleSession> = {}): Promise<Session> {
    const body = {
      slug: `bench-${randomBytes(6).toString('hex')}`,
      title: 'Rwandan tea and coffee',
      sourceLang: 'en',
      startsAt: new Date().toISOString(),
      languages: ['en', 'fr'],
      ...over,
    };
    const session = await this.host.send({ method: 'POST', path: '/sessions', body, answer: Session });
    await this.host.send(startSession(session.id));
    return session;
  }

  /** The same ones each time: an address may register only so many. */
  async guests(count: number): Promise<Guest[]> {
    while (this.#guests.length < count) {
      const missing = Math.min(guestsAtOnce, count - this.#guests.length);
      this.#guests.push(...(await Promise.all(Array.from({ length: missing }, () => aGuest(this.api.url)))));
    }
    return this.#guests.slice(0, count);
  }

  startNode(port: number): Promise<HouseProcess> {
    return this.#start('realtime', port);
  }

  async startWorker(): Promise<HouseProcess> {
    return this.#start('worker', await freePort());
  }

  /** What does not agree in its database. */
  wrongs(): Promise<string[]> {
    return audit(this.database);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.kill()));
    await this.api.stop();
    await this.redis.stop();
    await this.database.drop();
  }

  async #start(program: 'realtime' | 'worker', port: number): Promise<HouseProcess> {
    const node = await HouseProcess.start(program, { ...this.settings, PORT: String(port) });
    this.#nodes.push(node);
    return node;
  }
}

/** Somebody with an account. */
async function aHost(apiUrl: string): Promise<SignedInClient> {
  const http = new HttpClient(apiUrl);
  const tokens = new MemoryTokenStore();
  const body = { email: 'host@example.test', password: 'a-long-enough-password', displayName: 'Aline', lang: 'en' };
  tokens.write(await http.send({ method: 'POST', path: '/accounts', body, answer: Tokens }));
  return new SignedInClient(http, tokens);
}

async function aGuest(apiUrl: string): Promise<Guest> {
  const me = new SignedInClient(new HttpClient(apiUrl), new MemoryTokenStore());
  const { account, accessToken } = await me.registerGuest({ displayName: 'Amina', lang: 'en' });
  return { id: account.id, token: accessToken };
}
