import {
  createPostgresBackend,
  type Job,
  type JobType,
  type JobsOptions,
  Queue,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import type { Settings } from '#libs/contracts';
import { openRedis, reconnectSoon, type RedisAddress, redisAddress } from '#libs/platform';

type Closable = {
  on(event: 'error', listener: (error: Error & { code?: string }) => void): unknown;
  close(): Promise<void>;
};
export type JobStore = Closable & {
  addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  getJobCounts(...states: JobType[]): Promise<Record<string, number>>;
  getJobs(states: JobType[], start: number, end: number): Promise<Job[]>;
  getJob(id: string): Promise<Job | undefined>;
};
type JobWorker = Closable & { waitUntilReady(): Promise<unknown> };
type Process = (job: Job) => Promise<unknown>;

/** The two places BullMQ keeps its jobs: Redis when the house runs scaled, PostgreSQL in the embedded default. */
export type QueueBackend = {
  queue(name: string): JobStore;
  worker(name: string, process: Process, concurrency: number): JobWorker;
  /** Call it when all its queues and workers are closed. */
  close(): void;
};

const jobDefaults = {
  removeOnComplete: { age: 3600, count: 1000 },
  removeOnFail: { age: 7 * 24 * 3600, count: 10_000 },
};

/** With BullMQ's own values, the jobs of a killed worker wait a minute and a half; with these, under four seconds. */
const recovery = { lockDuration: 3000, stalledInterval: 1500, maxStalledCount: 20 } satisfies Partial<WorkerOptions>;

export function queueBackendFor(settings: Settings): QueueBackend {
  const address = redisAddress(settings);
  if (address === undefined) return onPostgres(settings.DATABASE_URL);
  return address.kind === 'single' ? onRedis(address) : onCluster(address);
}

/** The braces make Redis Cluster keep all keys of a queue in one slot, as BullMQ's scripts need it. */
const prefixOf = (queue: string) => `silkcast:{queue:${queue}}`;

function onRedis({ url }: { url: string }): QueueBackend {
  // BullMQ's own pauses grow to twenty seconds: longer than any text may wait
  const address = { url, retryStrategy: reconnectSoon };
  return {
    queue: (name) => new Queue(name, { connection: address, prefix: prefixOf(name), defaultJobOptions: jobDefaults }),
    worker: (name, process, concurrency) => {
      const connection = { ...address, maxRetriesPerRequest: null };
      return new Worker(name, process, { connection, prefix: prefixOf(name), concurrency, ...recovery });
    },
    close: () => {},
  };
}

/** BullMQ opens no cluster itself, and does not close what it was given: the queues of a process share one client. */
function onCluster(address: RedisAddress): QueueBackend {
  const connection = openRedis(address, { connectionName: 'silkcast-queue', maxRetriesPerRequest: null });
  return {
    queue: (name) => new Queue(name, { connection, prefix: prefixOf(name), defaultJobOptions: jobDefaults }),
    worker: (name, process, concurrency) =>
      new Worker(name, process, { connection, prefix: prefixOf(name), concurrency, ...recovery }),
    close: () => connection.disconnect(),
  };
}

function onPostgres(connectionString: string): QueueBackend {
  const bullmq = withBackend(createPostgresBackend);
  // a schema of its own keeps BullMQ's tables out of the way of our migrations
  const connection = { connectionString, schema: 'bullmq', migrate: true, max: 4 };
  return {
    queue: (name) => new bullmq.Queue(name, { connection, defaultJobOptions: jobDefaults }),
    worker: (name, process, concurrency) => new bullmq.Worker(name, process, { connection, concurrency, ...recovery }),
    close: () => {},
  };
}
