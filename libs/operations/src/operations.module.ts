import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { AlertsStore } from './alerts.store.js';
import { MeasureBacklog } from './measure-backlog.js';
import { ReadAlerts } from './read-alerts.js';
import { ReadAudit } from './read-audit.js';
import { ReadQueues } from './read-queues.js';
import { ReadVitals } from './read-vitals.js';
import { WatchSessions } from './watch-sessions.js';
import { WatchedSessionsStore } from './watched-sessions.store.js';

const useCases = [MeasureBacklog, ReadAlerts, ReadAudit, ReadQueues, ReadVitals, WatchSessions];

/** What operators see of the house and do about it. */
@Module({
  imports: [SessionsModule],
  providers: [AlertsStore, WatchedSessionsStore, ...useCases],
  exports: useCases,
})
export class OperationsModule {}
