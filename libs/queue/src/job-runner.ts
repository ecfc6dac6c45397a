import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { type Job, UnrecoverableError } from 'bullmq';
import { type JobName, jobTable, type QueueName, type Settings } from '#libs/contracts';
import { errorFields, Metrics, SETTINGS } from '#libs/platform';
import { type HandlesJob, JOB_HANDLER } from './job-handler.js';
import { queueBackendFor } from './queue-backend.js';

type Handlers = Map<JobName, HandlesJob<JobName>>;

/**
 * How many jobs of a queue one worker process runs at a time: all wait for somebody else most of the time. Those of
 * translation wait for an engine that may hang for seconds, and must not keep others from a place.
 */
const concurrency: Record<QueueName, number> = { translation: 500, payments: 4 };

/** Runs the jobs of every queue. A process that imports the module with this in it is a worker. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(JobRunner.name);
  #workers: { close(): Promise<void> }[] = [];
  #closeBackend = (): void => {};

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const handlers = this.#handlers();
    const backend = queueBackendFor(this.settings);
    this.#closeBackend = () => backend.close();
    const queues = [...new Set(Object.values(jobTable).map(({ queue }) => queue))];
    const workers = queues.map((queue) => backend.worker(queue, (job) => this.#run(handlers, job), concurrency[queue]));
    for (const worker of workers) {
      worker.on('error', (error: Error & { code?: string }) =>
        this.#logger.warn({ code: error.code }, 'worker connection failed'),
      );
    }
    this.#workers = workers;
    await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  }

  /** Takes no new job and lets those under way end. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()));
    this.#closeBackend();
  }

  #handlers(): Handlers {
    const found = this.discovery
      .getProviders()
      .filter(({ metatype }) => typeof metatype === 'function')
      .flatMap(({ metatype, instance }) => {
        const name = this.reflector.get<JobName | undefined>(JOB_HANDLER, metatype as () => unknown);
        return name === undefined ? [] : [[name, instance as HandlesJob<JobName>] as const];
      });
    return oneHandlerEach(found);
  }

  async #run(handlers: Handlers, job: Job): Promise<void> {
    const name = job.name as JobName;
    const attempts = job.opts.attempts ?? 1;
    try {
      const data = jobTable[name]?.data.safeParse(job.data);
      // a job that can not be read now can not be read later
      if (!data?.success) throw new UnrecoverableError(`job ${name} does not have the expected form`);
      const attempt = job.attemptsMade + 1;
      const waitedMs = attempt === 1 ? Math.max(0, (job.processedOn ?? job.timestamp) - job.timestamp) : 0;
      await handlers.get(name)?.handle(data.data, { attempt, lastAttempt: attempt >= attempts, waitedMs });
      this.metrics.jobs.inc({ job: name, result: 'done' });
    } catch (error) {
      this.metrics.jobs.inc({ job: name, result: 'failed' });
      this.#logger.warn(
        { job: name, id: job.id, attempt: job.attemptsMade + 1, err: errorFields(error as Error) },
        'job failed',
      );
      throw error;
    }
  }
}

/** Refuses a job with no handler, or two: better at the start than when the first such job arrives. */
export function oneHandlerEach(found: readonly (readonly [JobName, HandlesJob<JobName>])[]): Handlers {
  for (const name of Object.keys(jobTable) as JobName[]) {
    const count = found.filter(([handled]) => handled === name).length;
    if (count !== 1) throw new Error(`The job ${name} has ${count} handlers; it needs exactly one.`);
  }
  return new Map(found);
}
