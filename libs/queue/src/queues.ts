import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { QueueName, Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { type JobStore, queueBackendFor } from './queue-backend.js';

/** The queues of this process, each opened when it is first wanted. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  readonly #backend;
  readonly #open = new Map<QueueName, JobStore>();
  readonly #logger = new Logger(Queues.name);

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.#backend = queueBackendFor(settings);
  }

  named(name: QueueName): JobStore {
    const existing = this.#open.get(name);
    if (existing) return existing;
    const queue = this.#backend.queue(name);
    // BullMQ reconnects by itself; unheard, an error event would end the process
    queue.on('error', (error) => this.#logger.warn({ queue: name, code: error.code }, 'queue connection failed'));
    this.#open.set(name, queue);
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#open.values()].map((queue) => queue.close()));
    this.#backend.close();
  }
}
