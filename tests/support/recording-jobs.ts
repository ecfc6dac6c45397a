import { Module } from '@nestjs/common';
import type { JobData, JobName } from '#libs/contracts';
import { type HandlesJob, type JobContext, JobHandler, JobRunnerModule } from '#libs/queue';

type Done = { [J in JobName]: { name: J; data: JobData<J> } & JobContext }[JobName];

/** What the workers of a test were given to do, in order, and what happens when they do it. */
export class JobRecord {
  readonly done: Done[] = [];
  /** Runs inside each job: throw to fail it. */
  during: (job: Done) => Promise<void> = () => Promise.resolve();

  async note(job: Done): Promise<void> {
    this.done.push(job);
    await this.during(job);
  }
}

@JobHandler('translate-texts')
class Texts implements HandlesJob<'translate-texts'> {
  constructor(private readonly record: JobRecord) {}

  handle(data: JobData<'translate-texts'>, context: JobContext): Promise<void> {
    return this.record.note({ name: 'translate-texts', data, ...context });
  }
}

@JobHandler('deliver-sandbox-webhook')
class Webhooks implements HandlesJob<'deliver-sandbox-webhook'> {
  constructor(private readonly record: JobRecord) {}

  handle(data: JobData<'deliver-sandbox-webhook'>, context: JobContext): Promise<void> {
    return this.record.note({ name: 'deliver-sandbox-webhook', data, ...context });
  }
}

@Module({})
class RecordingJobsModule {}

/** Workers on the real queue that write down what they are given. */
export const recordingJobs = (record: JobRecord) => ({
  module: RecordingJobsModule,
  imports: [JobRunnerModule],
  providers: [{ provide: JobRecord, useValue: record }, Texts, Webhooks],
});
