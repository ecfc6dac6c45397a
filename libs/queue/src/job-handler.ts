import { SetMetadata } from '@nestjs/common';
import type { JobData, JobName } from '#libs/contracts';

export const JOB_HANDLER = 'silkcast:job';

/**
 * `lastAttempt`: when this one fails the job is given up, so whoever waits must be told something else. `waitedMs`: how
 * long the job has waited for its first attempt, 0 for others.
 */
export type JobContext = { attempt: number; lastAttempt: boolean; waitedMs: number };

/** A class that does one kind of job. A job may run twice (a worker died late): the result must be the same. */
export type HandlesJob<J extends JobName> = { handle(data: JobData<J>, context: JobContext): Promise<void> };

/** Marks the class that handles a job; it must implement `HandlesJob` of the same name. */
export const JobHandler =
  <J extends JobName>(name: J) =>
  <C extends new (...args: never[]) => HandlesJob<J>>(target: C): void => {
    SetMetadata(JOB_HANDLER, name)(target);
  };
