import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  DomainError,
  type JobData,
  type JobName,
  type JobPriority,
  jobPriority,
  jobTable,
  type QueueName,
  type Settings,
} from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { queueBackendFor } from './queue-backend.js';

/**
 * `id` makes adding the same job twice one job; it may not hold a colon (BullMQ uses it in its keys). `delayMs`: nobody
 * begins it before.
 */
export type JobOptions = { id: string; priority: JobPriority; delayMs?: number };
export type NewJob<J extends JobName> = { name: J; data: JobData<J>; options: JobOptions };

/** BullMQ itself goes on trying to reach its store for half a minute; somebody waits for the answer. Milliseconds. */
const patienceMs = 2000;

/** Where work is left for the workers. Every job is named and typed in `contracts`. */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  readonly #backend;
  readonly #queues = new Map<QueueName, ReturnType<ReturnType<typeof queueBackendFor>['queue']>>();
  readonly #logger = new Logger(JobQueue.name);

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.#backend = queueBackendFor(settings);
  }

  /**
   * Resolves when the jobs are stored. All of them go to one queue in one round trip.
   *
   * @throws DomainError `server.unavailable` when they could not be stored in time; they may be nevertheless
   */
  async addAll<J extends JobName>(jobs: readonly NewJob<J>[]): Promise<void> {
    const [first] = jobs;
    if (first === undefined) return;
    const stored = this.#queue(jobTable[first.name].queue).addBulk(
      jobs.map(({ name, data, options }) => ({
        name,
        data: jobTable[name].data.parse(data),
        opts: {
          jobId: options.id,
          priority: jobPriority[options.priority],
          ...(options.delayMs !== undefined && { delay: options.delayMs }),
          attempts: jobTable[name].attempts,
          backoff: { type: 'exponential', delay: 200 },
        },
      })),
    );
    await inTime(stored);
  }

  add<J extends JobName>(name: J, data: JobData<J>, options: JobOptions): Promise<void> {
    return this.addAll([{ name, data, options }]);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    this.#backend.close();
  }

  #queue(name: QueueName) {
    const existing = this.#queues.get(name);
    if (existing) return existing;
    const queue = this.#backend.queue(name);
    // BullMQ reconnects by itself; unheard, an error event would end the process
    queue.on('error', (error: Error & { code?: string }) =>
      this.#logger.warn({ queue: name, code: error.code }, 'queue connection failed'),
    );
    this.#queues.set(name, queue);
    return queue;
  }
}

async function inTime(stored: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError('server.unavailable')), patienceMs);
  });
  try {
    await Promise.race([stored, late]);
  } finally {
    clearTimeout(timer);
  }
}
