import {
  createPostgresBackend,
  type Job,
  type JobsOptions,
  Queue,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import type { Settings } from '#libs/contracts';

type Closable = {
  on(event: 'error', listener: (error: Error & { code?: string }) => void): unknown;
  close(): Promise<void>;
};
type JobStore = Closable & { addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown> };
type JobWorker = Closable & { waitUntilReady(): Promise<unknown> };
type Process = (job: Job) => Promise<unknown>;

/** The two places BullMQ keeps its jobs: Redis when the house runs scaled, PostgreSQL in the embedded default. */
export type QueueBackend = {
  queue(name: string): JobStore;
  worker(name: string, process: Process, concurrency: number): JobWorker;
};

const jobDefaults = {
  removeOnComplete: { age: 3600, count: 1000 },
  removeOnFail: { age: 7 * 24 * 3600, count: 10_000 },
};

/** With BullMQ's own values, the jobs of a killed worker wait a minute and a half; with these, under four seconds. */
const recovery = { lockDuration: 3000, stalledInterval: 1500, maxStalledCount: 20 } satisfies Partial<WorkerOptions>;

export function queueBackendFor(settings: Settings): QueueBackend {
  return settings.REDIS_URL === undefined ? onPostgres(settings.DATABASE_URL) : onRedis(settings.REDIS_URL);
}

function onRedis(url: string): QueueBackend {
  const prefix = 'silkcast:queue';
  return {
    queue: (name) => new Queue(name, { connection: { url }, prefix, defaultJobOptions: jobDefaults }),
    worker: (name, process, concurrency) =>
      new Worker(name, process, { connection: { url, maxRetriesPerRequest: null }, prefix, concurrency, ...recovery }),
  };
}

function onPostgres(connectionString: string): QueueBackend {
  const bullmq = withBackend(createPostgresBackend);
  // a schema of its own keeps BullMQ's tables out of the way of our migrations
  const connection = { connectionString, schema: 'bullmq', migrate: true, max: 4 };
  return {
    queue: (name) => new bullmq.Queue(name, { connection, defaultJobOptions: jobDefaults }),
    worker: (name, process, concurrency) => new bullmq.Worker(name, process, { connection, concurrency, ...recovery }),
  };
}
