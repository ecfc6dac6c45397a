import { Injectable } from '@nestjs/common';
import type { Actor, FailedJob, QueueCounts, QueueName } from '#libs/contracts';
import { AuditStore, Database } from '#libs/database';
import { QueueDesk } from '#libs/queue';

/** As many failed jobs of a queue as are shown: the latest say what is wrong. */
const latest = 100;

/** The queues with what failed in them, and trying that again. */
@Injectable()
export class ReadQueues {
  constructor(
    private readonly desk: QueueDesk,
    private readonly database: Database,
    private readonly audit: AuditStore,
  ) {}

  counts(): Promise<QueueCounts[]> {
    return this.desk.counts();
  }

  failed(queue: QueueName): Promise<FailedJob[]> {
    return this.desk.failed(queue, latest);
  }

  /** The queue is in no transaction of ours: who did it is written first. @throws DomainError `job.not-failed` */
  retry(actor: Actor, queue: QueueName, id: string): Promise<void> {
    return this.desk.retry(queue, id, () =>
      this.audit.write(this.database.pool, { actor, action: 'job.retried', subjectId: id, detail: queue }),
    );
  }
}
