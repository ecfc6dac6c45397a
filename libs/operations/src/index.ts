export { MeasureBacklog } from './measure-backlog.js';
export { OperationsModule } from './operations.module.js';
export { ReadAlerts } from './read-alerts.js';
export { ReadAudit } from './read-audit.js';
export { ReadQueues } from './read-queues.js';
export { ReadVitals } from './read-vitals.js';
export { WatchSessions } from './watch-sessions.js';
