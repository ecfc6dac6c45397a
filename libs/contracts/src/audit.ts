import { z } from 'zod';
import { Id, Instant, PageQuery } from './primitives.js';

/** What staff did, of sessions, of exporters and of the house itself. Past tense: it is written with the change. */
export const AuditAction = z.enum([
  'session.started',
  'session.ended',
  'session.cancelled',
  'role.given',
  'role.taken',
  'ban.placed',
  'ban.lifted',
  'message.removed',
  'slow-mode.set',
  'blocked-words.put',
  'review-hook.put',
  'review-hook.deleted',
  'stream-key.renewed',
  'hold.cancelled',
  'refund.opened',
  'refund.confirmed',
  'payment.confirmed',
  'shortfall.declared',
  'api-key.created',
  'api-key.revoked',
  'webhook.created',
  'webhook.changed',
  'webhook.deleted',
  'webhook.secret-renewed',
  'webhook.replayed',
  'job.retried',
  'operator.made',
  'operator.unmade',
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** Why an operator ended somebody else's session. A closed list: what people write could name people. */
export const EmergencyReason = z.enum(['safety', 'legal', 'fraud', 'technical']);
export type EmergencyReason = z.infer<typeof EmergencyReason>;

/** `house`: whoever runs its programs, by a command. */
export const AuditActorKind = z.enum(['person', 'guest', 'operator', 'api-key', 'house']);

/**
 * One thing that somebody of the staff did. Ids only: nothing of what anybody said, and nobody's name. `subjectId` is
 * whom or what it was done to; `detail` a word of ours, such as the role or the reason.
 */
export const AuditEntry = z
  .object({
    id: Id,
    at: Instant,
    actor: z.object({
      kind: AuditActorKind,
      id: Id.nullable().meta({ description: 'the account, or the API key; null for the house' }),
    }),
    action: AuditAction,
    sessionId: Id.nullable(),
    exporterId: Id.nullable(),
    subjectId: z.string().nullable(),
    detail: z.string().nullable(),
    requestId: z
      .string()
      .nullable()
      .meta({ description: 'the request as logs name it; null for what came by a socket' }),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditQuery = PageQuery.extend({
  action: AuditAction.optional(),
  actor: Id.optional(),
  session: Id.optional(),
  subject: z.string().max(200).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
