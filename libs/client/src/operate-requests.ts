import {
  Alerts,
  type AuditAction,
  AuditEntry,
  type EmergencyReason,
  FailedJobs,
  HouseVitals,
  pageOf,
  Queues,
  type QueueName,
  Session,
  type SessionState,
  WatchedSession,
} from '#libs/contracts';
import { z } from 'zod';
import type { HttpRequest } from './http-client.js';
import { query } from './query.js';

type PageFilter = { cursor?: string; limit?: number };

/** All of these are for operators alone. */
export const watchedSessions = (filter: PageFilter & { state?: SessionState } = {}) => ({
  path: `/operate/sessions${query(filter)}`,
  answer: pageOf(WatchedSession),
});

export const endInEmergency = (id: string, reason: EmergencyReason): HttpRequest<Session> => ({
  method: 'POST',
  path: `/operate/sessions/${id}/end`,
  body: { reason },
  answer: Session,
});

export const auditEntries = (filter: PageFilter & { action?: AuditAction; session?: string; actor?: string } = {}) => ({
  path: `/operate/audit${query(filter)}`,
  answer: pageOf(AuditEntry),
});

export const houseAlerts = () => ({ path: '/operate/alerts', answer: Alerts });

export const houseVitals = () => ({ path: '/operate/metrics', answer: HouseVitals });

export const queueCounts = () => ({ path: '/operate/queues', answer: Queues });

export const failedJobs = (queue: QueueName) => ({ path: `/operate/queues/${queue}/failed`, answer: FailedJobs });

export const retryJob = (queue: QueueName, id: string): HttpRequest<unknown> => ({
  method: 'POST',
  path: `/operate/queues/${queue}/jobs/${encodeURIComponent(id)}/retry`,
  answer: z.unknown(),
});

/** Puts a cookie into the browser that opens the board of the queues. */
export const openBoard = (): HttpRequest<unknown> => ({
  method: 'POST',
  path: '/operate/board-pass',
  answer: z.unknown(),
});
