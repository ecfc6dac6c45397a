import { z } from 'zod';
import { LanguageTag } from './language.js';
import { Id } from './primitives.js';

/** BullMQ runs lower numbers first. The order is the specification's: corrections first, the archive last. */
export const jobPriority = {
  correction: 1,
  'caption-final': 2,
  'host-chat': 3,
  'viewer-chat': 4,
  'listing-text': 5,
  'back-fill': 6,
  archive: 7,
} as const;
export type JobPriority = keyof typeof jobPriority;

const Translate = z.object({
  sessionId: Id,
  from: LanguageTag,
  to: LanguageTag,
  text: z.string().min(1).max(2000),
  receivedAt: z.int().meta({ description: 'when the source arrived, Unix milliseconds' }),
  deadlineAt: z.int().meta({ description: 'when viewers get the source instead, Unix milliseconds' }),
});

export const TranslateCaption = Translate.extend({
  segment: Id,
  n: z.int(),
  sourceRev: z.int(),
  t0: z.int(),
  t1: z.int(),
});
export type TranslateCaption = z.infer<typeof TranslateCaption>;

export const TranslateMessage = Translate.extend({ message: Id });
export type TranslateMessage = z.infer<typeof TranslateMessage>;

/** The sandbox provider's own postman: posts a signed webhook to us as a real provider would. */
export const DeliverSandboxWebhook = z.object({ paymentId: Id, decision: z.enum(['approve', 'decline']) });
export type DeliverSandboxWebhook = z.infer<typeof DeliverSandboxWebhook>;

type JobRow = { queue: string; data: z.ZodType; attempts: number };

/** Every job there is, the queue it waits in, and how often it is tried. One handler each, or the worker refuses to start. */
export const jobTable = {
  'translate-caption': { queue: 'translation', data: TranslateCaption, attempts: 3 },
  'translate-message': { queue: 'translation', data: TranslateMessage, attempts: 3 },
  'deliver-sandbox-webhook': { queue: 'payments', data: DeliverSandboxWebhook, attempts: 8 },
} as const satisfies Record<string, JobRow>;
export type JobName = keyof typeof jobTable;
export type JobData<J extends JobName> = z.infer<(typeof jobTable)[J]['data']>;
export type QueueName = (typeof jobTable)[JobName]['queue'];
