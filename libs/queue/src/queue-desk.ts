import { Injectable } from '@nestjs/common';
import { DomainError, type FailedJob, jobTable, type QueueCounts, type QueueName } from '#libs/contracts';
import { Queues } from './queues.js';
import { failedJobOf } from './shown-job.js';

const names = [...new Set(Object.values(jobTable).map(({ queue }) => queue))];

/** What operators see of the queues, on Redis as on PostgreSQL. Nothing here shows what a job is about to say. */
@Injectable()
export class QueueDesk {
  constructor(private readonly queues: Queues) {}

  counts(): Promise<QueueCounts[]> {
    return Promise.all(
      names.map(async (name) => {
        const counts = await this.queues
          .named(name)
          .getJobCounts('wait', 'prioritized', 'active', 'delayed', 'completed', 'failed');
        const of = (state: string) => counts[state] ?? 0;
        return {
          name,
          waiting: of('wait') + of('prioritized'),
          active: of('active'),
          delayed: of('delayed'),
          completed: of('completed'),
          failed: of('failed'),
        };
      }),
    );
  }

  /** The latest first. */
  async failed(name: QueueName, limit: number): Promise<FailedJob[]> {
    const jobs = await this.queues.named(name).getJobs(['failed'], 0, limit - 1);
    return jobs.filter(Boolean).map((job) => failedJobOf(name, job));
  }

  /**
   * Runs a job again that was given up, with all its attempts. `before` is done once it is known that there is one.
   *
   * @throws DomainError `job.not-failed`, also when it waits already
   */
  async retry(name: QueueName, id: string, before: () => Promise<unknown>): Promise<void> {
    const job = await this.queues.named(name).getJob(id);
    if (job === undefined || !(await job.isFailed())) throw new DomainError('job.not-failed');
    await before();
    await job.retry('failed', { resetAttemptsMade: true });
  }
}
