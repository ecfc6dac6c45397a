import { randomBytes } from 'node:crypto';
import { freePort } from '../../scripts/ports.mjs';
import { inProject } from '../../scripts/project.mjs';
import { HouseProcess, type Program, type Settings } from './house-process.js';
import { OwnDatabase } from './own-database.js';
import { OwnRedis } from './own-redis.js';

export type Mode = 'standalone' | 'scaled';

/** Both ways to run: what works in one must work in the other. */
export const bothModes: readonly Mode[] = ['standalone', 'scaled'];

/** A whole Silkcast in processes of its own, on a database (and a Redis) of its own. */
export class House {
  private readonly visitors: { leave(): void }[] = [];

  private constructor(
    readonly database: OwnDatabase,
    /** Null in standalone. */
    readonly redis: OwnRedis | null,
    readonly settings: Settings,
    /** One process in standalone; the API, two realtime nodes and a worker when scaled. */
    readonly processes: readonly HouseProcess[],
  ) {}

  /** @param settings over those of the tests: no demo, presence told every second, the demo's translation memory */
  static async open(mode: Mode, settings: Settings = {}): Promise<House> {
    const database = await OwnDatabase.create();
    const redis = mode === 'scaled' ? await OwnRedis.start() : null;
    const programs: Program[] = mode === 'scaled' ? ['api', 'realtime', 'realtime', 'worker'] : ['standalone'];
    const ports = await Promise.all(programs.map(() => freePort()));
    const common: Settings = {
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://127.0.0.1:${ports[0]}`,
      REALTIME_PUBLIC_URL: `ws://127.0.0.1:${ports[1] ?? ports[0]}`,
      DATABASE_URL: database.url,
      ...(redis && { REDIS_URL: redis.url }),
      TOKEN_SIGNING_KEY: randomBytes(32).toString('base64url'),
      TRANSLATION_MEMORY_FILES: inProject('demo/translations.tmx'),
      PRESENCE_SECONDS: '1',
      DEMO: 'off',
      ...settings,
    };
    const started = await Promise.allSettled(
      programs.map((program, index) => HouseProcess.start(program, { ...common, PORT: String(ports[index]) })),
    );
    const processes = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const house = new House(database, redis, common, processes);
    const failure = started.find((result) => result.status === 'rejected');
    if (failure === undefined) return house;
    await house.stop();
    throw failure.reason;
  }

  /** Where the API is. */
  get url(): string {
    return this.process(0).url;
  }

  /** Where the two realtime nodes are; in standalone both are the one process. */
  get realtimeUrls(): readonly [string, string] {
    const [first, second] = this.realtimeNodes;
    return [first.socketUrl, second.socketUrl];
  }

  /** Its two realtime nodes; in standalone both are the one process. */
  get realtimeNodes(): readonly [HouseProcess, HouseProcess] {
    return this.redis === null ? [this.process(0), this.process(0)] : [this.process(1), this.process(2)];
  }

  /** The process that does the work behind the scenes. */
  get worker(): HouseProcess {
    return this.process(this.processes.length - 1);
  }

  /** Is shown out after the story: a client that is left alone would knock for ever. */
  showOutLater(visitor: { leave(): void }): void {
    this.visitors.push(visitor);
  }

  showOut(): void {
    for (const visitor of this.visitors.splice(0)) visitor.leave();
  }

  /** Everything that its processes have said. */
  get output(): string {
    return this.processes.map(({ output }) => output).join('\n');
  }

  /** What an operator would look at first: warnings, errors, and what is no log line at all. */
  get lastWords(): string {
    const lines = this.output.split('\n').filter((line) => line !== '' && !/^\{"level":[123]0,/.test(line));
    return lines.slice(-30).join('\n').slice(-6000);
  }

  async stop(): Promise<void> {
    this.showOut();
    await Promise.all(this.processes.map((process) => process.stop()));
    await this.redis?.stop();
    await this.database.drop();
  }

  private process(index: number): HouseProcess {
    const found = this.processes[index];
    if (found === undefined) throw new Error('The house has no such process.');
    return found;
  }
}
