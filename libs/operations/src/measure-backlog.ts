import { Injectable } from '@nestjs/common';
import { OutboxStore } from '#libs/database';
import { Metrics } from '#libs/platform';
import { QueueDesk } from '#libs/queue';

/** Counts what waits in the whole house, for its metrics. */
@Injectable()
export class MeasureBacklog {
  constructor(
    private readonly queues: QueueDesk,
    private readonly outbox: OutboxStore,
    private readonly metrics: Metrics,
  ) {}

  async run(): Promise<void> {
    this.metrics.outboxWaiting.set(await this.outbox.waiting());
    for (const { name, waiting } of await this.queues.counts()) this.metrics.jobsWaiting.set({ queue: name }, waiting);
  }
}
