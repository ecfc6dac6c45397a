import { Injectable } from '@nestjs/common';
import { DomainError, type JobData, type JobName, type JobPriority, jobPriority, jobTable } from '#libs/contracts';
import { Queues } from './queues.js';

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
export class JobQueue {
  constructor(private readonly queues: Queues) {}

  /**
   * Resolves when the jobs are stored. All of them go to one queue in one round trip.
   *
   * @throws DomainError `server.unavailable` when they could not be stored in time; they may be nevertheless
   */
  async addAll<J extends JobName>(jobs: readonly NewJob<J>[]): Promise<void> {
    const [first] = jobs;
    if (first === undefined) return;
    const stored = this.queues.named(jobTable[first.name].queue).addBulk(
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
