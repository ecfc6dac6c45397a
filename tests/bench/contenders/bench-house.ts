import { randomBytes } from 'node:crypto';
import { HttpClient, MemoryTokenStore, SignedInClient, startSession } from '#libs/client';
import { Session, Tokens } from '#libs/contracts';
import { freePort } from '../../../scripts/ports.mjs';
import { HouseProcess, type Settings } from '../../support/house-process.js';
import { OwnDatabase } from '../../support/own-database.js';
import { OwnRedis } from '../../support/own-redis.js';

/** What stands behind the realtime node: PostgreSQL, Redis and the API, with a host who may open sessions. */
export class BenchHouse {
  readonly #nodes: HouseProcess[] = [];

  private constructor(
    private readonly database: OwnDatabase,
    private readonly redis: OwnRedis,
    readonly settings: Settings,
    private readonly api: HouseProcess,
    private readonly host: SignedInClient,
  ) {}

  static async open(): Promise<BenchHouse> {
    const database = await OwnDatabase.create();
    const redis = await OwnRedis.start();
    const settings = {
      HOST: '127.0.0.1',
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      TOKEN_SIGNING_KEY: randomBytes(32).toString('base64url'),
      LOG_LEVEL: 'warn',
      // the whole crowd comes from this machine
      JOINS_PER_ADDRESS: '1000000',
    };
    const api = await HouseProcess.start('api', { ...settings, PORT: String(await freePort()) });
    return new BenchHouse(database, redis, settings, api, await aHost(api.url));
  }

  get redisUrl(): string {
    return this.settings.REDIS_URL ?? '';
  }

  /** A live session whose log is empty but for its beginning. */
  async openSession(): Promise<Session> {
    const body = {
      slug: `bench-${randomBytes(6).toString('hex')}`,
      title: 'Rwandan tea and coffee',
      sourceLang: 'en',
      startsAt: new Date().toISOString(),
      languages: ['en', 'fr'],
    };
    const session = await this.host.send({ method: 'POST', path: '/sessions', body, answer: Session });
    await this.host.send(startSession(session.id));
    return session;
  }

  async startNode(port: number): Promise<HouseProcess> {
    const node = await HouseProcess.start('realtime', { ...this.settings, PORT: String(port) });
    this.#nodes.push(node);
    return node;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.kill()));
    await this.api.stop();
    await this.redis.stop();
    await this.database.drop();
  }
}

/** Somebody with an account. */
export async function aHost(apiUrl: string): Promise<SignedInClient> {
  const http = new HttpClient(apiUrl);
  const tokens = new MemoryTokenStore();
  const body = { email: 'host@example.test', password: 'a-long-enough-password', displayName: 'Aline', lang: 'en' };
  tokens.write(await http.send({ method: 'POST', path: '/accounts', body, answer: Tokens }));
  return new SignedInClient(http, tokens);
}
