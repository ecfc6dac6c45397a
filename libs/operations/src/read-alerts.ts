import { Injectable } from '@nestjs/common';
import type { Alerts } from '#libs/contracts';
import { Health, ProcessBoard } from '#libs/platform';
import { QueueDesk } from '#libs/queue';
import { AlertsStore } from './alerts.store.js';
import { alertsOf } from './alerts-of.js';

/** What wants an operator now, the worst first. */
@Injectable()
export class ReadAlerts {
  constructor(
    private readonly store: AlertsStore,
    private readonly health: Health,
    private readonly board: ProcessBoard,
    private readonly queues: QueueDesk,
  ) {}

  async read(): Promise<Alerts> {
    const { required, helpful } = await this.health.away();
    const [processes, queues, unknown, shortfalls, stuck, webhooks, broken] = await Promise.all([
      this.board.read(),
      // a store that is away is an alert already, and keeps nobody from reading the others
      this.queues.counts().catch(() => []),
      this.store.unknownPayments(),
      this.store.openShortfalls(),
      this.store.stuckEvents(),
      this.store.failedWebhooks(),
      this.store.brokenClaimLogs(),
    ]);
    const failed = queues.reduce((sum, queue) => sum + queue.failed, 0);
    const away = [...required, ...helpful].length;
    return {
      at: new Date().toISOString(),
      items: alertsOf({ away, processes, failed, unknown, shortfalls, stuck, webhooks, broken }),
    };
  }
}
