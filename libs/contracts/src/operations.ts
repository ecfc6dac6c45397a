import { z } from 'zod';
import { EmergencyReason } from './audit.js';
import { jobTable, type QueueName } from './jobs.js';
import { Id, Instant, PageQuery } from './primitives.js';
import { Session, SessionState } from './sessions.js';

const queueNames = [...new Set(Object.values(jobTable).map(({ queue }) => queue))] as [QueueName, ...QueueName[]];
export const QueueNamed = z.enum(queueNames);

/** A session as operators see it. `viewers` and `nodes` are of now, and 0 for one that is not live. */
export const WatchedSession = z
  .object({
    session: Session,
    hostId: Id,
    viewers: z.int(),
    byLanguage: z.record(z.string(), z.int()),
    nodes: z.int().meta({ description: 'realtime processes that hold viewers of it' }),
    video: z.enum(['off', 'on', 'lost']),
    claims: z.int(),
    orders: z.int(),
  })
  .meta({ id: 'WatchedSession' });
export type WatchedSession = z.infer<typeof WatchedSession>;
export const WatchedSessionQuery = PageQuery.extend({ state: SessionState.optional() });
export type WatchedSessionQuery = z.infer<typeof WatchedSessionQuery>;

export const EndInEmergency = z.object({ reason: EmergencyReason }).meta({ id: 'EndInEmergency' });

export const QueueCounts = z
  .object({
    name: QueueNamed,
    waiting: z.int(),
    active: z.int(),
    delayed: z.int(),
    completed: z.int().meta({ description: 'of the last hour, at most 1,000' }),
    failed: z.int().meta({ description: 'of the last week, at most 10,000' }),
  })
  .meta({ id: 'QueueCounts' });
export type QueueCounts = z.infer<typeof QueueCounts>;
export const Queues = z.object({ items: z.array(QueueCounts) }).meta({ id: 'Queues' });

/** A job that was given up. Nothing of its texts; of its error the name alone. */
export const FailedJob = z
  .object({
    id: z.string(),
    queue: QueueNamed,
    name: z.string(),
    attempts: z.int(),
    addedAt: Instant,
    failedAt: Instant.nullable(),
    error: z.string(),
  })
  .meta({ id: 'FailedJob' });
export type FailedJob = z.infer<typeof FailedJob>;
export const FailedJobs = z.object({ items: z.array(FailedJob) }).meta({ id: 'FailedJobs' });
/** Ids of jobs are ours: no colon, no blank. */
export const JobId = z.string().regex(/^[\w.-]{1,200}$/);

/** What runs: one process of the house. */
export const ProcessRole = z.enum(['api', 'realtime', 'worker', 'standalone']);
export type ProcessRole = z.infer<typeof ProcessRole>;

/**
 * What one process did in the seconds before `at` (Unix milliseconds). Rates are per second; `loopMs` is the 99th
 * percentile of how late its event loop was, `cpu` of one core, `memory` bytes, `translationLag` the 95th percentile in
 * seconds, null when nothing was translated. `jobsWaiting` and `outboxWaiting` are of the whole house, as a worker counted
 * them last; the differences are what the reconcilers found last.
 */
export const Vital = z
  .object({
    at: z.int(),
    connections: z.number(),
    deliveries: z.number(),
    claims: z.number(),
    loopMs: z.number(),
    cpu: z.number(),
    memory: z.number(),
    translationLag: z.number().nullable(),
    webhookFailures: z.number(),
    jobsWaiting: z.number(),
    outboxWaiting: z.number(),
    stockDifferences: z.number(),
    ledgerDifferences: z.number(),
  })
  .meta({ id: 'Vital' });
export type Vital = z.infer<typeof Vital>;

/** The last minutes of one process, oldest first. */
export const ProcessVitals = z
  .object({ id: Id, role: ProcessRole, startedAt: Instant, vitals: z.array(Vital) })
  .meta({ id: 'ProcessVitals' });
export type ProcessVitals = z.infer<typeof ProcessVitals>;
export const HouseVitals = z
  .object({ everyMs: z.int(), processes: z.array(ProcessVitals) })
  .meta({ id: 'HouseVitals' });
export type HouseVitals = z.infer<typeof HouseVitals>;

/** What wants an operator. `count` of what; `since` when it began, where that is known. */
export const AlertCode = z.enum([
  'store.away',
  'worker.missing',
  'stock.differs',
  'ledger.differs',
  'claim-log.broken',
  'payment.unknown',
  'shortfall.open',
  'outbox.stuck',
  'jobs.failed',
  'webhooks.failing',
]);
export type AlertCode = z.infer<typeof AlertCode>;
export const Alert = z
  .object({ code: AlertCode, severity: z.enum(['critical', 'warning']), count: z.int(), since: Instant.nullable() })
  .meta({ id: 'Alert' });
export type Alert = z.infer<typeof Alert>;
export const Alerts = z.object({ at: Instant, items: z.array(Alert) }).meta({ id: 'Alerts' });
export type Alerts = z.infer<typeof Alerts>;
