import { SetMetadata } from '@nestjs/common';
import type { JobData, JobName } from '#libs/contracts';

export const JOB_HANDLER = 'silkcast:job';

/** `lastAttempt`: when this one fails the job is given up, so whoever waits must be told something else. */
export type JobContext = { attempt: number; lastAttempt: boolean };

/** A class that does one kind of job. A job may run twice (a worker died late): the result must be the same. */
export type HandlesJob<J extends JobName> = { handle(data: JobData<J>, context: JobContext): Promise<void> };

/** Marks the class that handles a job; it must implement `HandlesJob` of the same name. */
export const JobHandler =
  <J extends JobName>(name: J) =>
  <C extends new (...args: never[]) => HandlesJob<J>>(target: C): void => {
    SetMetadata(JOB_HANDLER, name)(target);
  };
