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
  'caption-partial': 6,
  'back-fill': 7,
  archive: 8,
} as const;
export type JobPriority = keyof typeof jobPriority;
export const JobPriority = z.enum(Object.keys(jobPriority) as [JobPriority, ...JobPriority[]]);

/** A text on its way into another language. All times are Unix milliseconds. */
const Wanted = z.object({
  text: z.string().min(1).max(5000),
  receivedAt: z.int().meta({ description: 'when the source arrived' }),
  deadlineAt: z.int().meta({ description: 'when viewers get the source instead' }),
});
const Spoken = Wanted.extend({ segment: Id, n: z.int(), sourceRev: z.int(), t0: z.int(), t1: z.int() });

export const CaptionToTranslate = Spoken.extend({ kind: z.literal('caption') });
export type CaptionToTranslate = z.infer<typeof CaptionToTranslate>;

/** Of a segment that is still being spoken. A newer revision makes it worthless. */
export const PartialToTranslate = Spoken.extend({ kind: z.literal('partial') });
export type PartialToTranslate = z.infer<typeof PartialToTranslate>;

export const MessageToTranslate = Wanted.extend({
  kind: z.literal('message'),
  message: Id,
  byStaff: z.boolean().default(false).meta({ description: 'blocked words do not bind whoever wrote it' }),
});
export type MessageToTranslate = z.infer<typeof MessageToTranslate>;

/** What a listing says of itself. It belongs to no session. */
export const ListingToTranslate = Wanted.extend({
  kind: z.literal('listing'),
  listing: Id,
  field: z.enum(['title', 'description']),
  version: z.int().meta({ description: 'of what the listing says in its own language' }),
});
export type ListingToTranslate = z.infer<typeof ListingToTranslate>;

export const TextToTranslate = z.discriminatedUnion('kind', [
  CaptionToTranslate,
  PartialToTranslate,
  MessageToTranslate,
  ListingToTranslate,
]);
export type TextToTranslate = z.infer<typeof TextToTranslate>;

/**
 * Texts of one session and one pair of languages that came within a few milliseconds. Each keeps its own id, revision
 * and deadline. `rank` is the place of the language among those of the session, 0 the most watched: under load the
 * last go without.
 */
export const TranslateTexts = z.object({
  sessionId: Id.nullable(),
  from: LanguageTag,
  to: LanguageTag,
  priority: JobPriority,
  rank: z.int().min(0),
  texts: z.array(TextToTranslate).min(1).max(100),
});
export type TranslateTexts = z.infer<typeof TranslateTexts>;

/** The sandbox provider's own postman: posts signed webhooks to us as a real provider would, `copies` times. */
export const DeliverSandboxWebhook = z.object({
  paymentId: Id,
  decision: z.enum(['approve', 'decline']),
  copies: z.int().min(1).max(5).optional(),
});
export type DeliverSandboxWebhook = z.infer<typeof DeliverSandboxWebhook>;

type JobRow = { queue: string; data: z.ZodType; attempts: number };

/** Every job there is, the queue it waits in, and how often it is tried. One handler each, or the worker refuses to start. */
export const jobTable = {
  'translate-texts': { queue: 'translation', data: TranslateTexts, attempts: 3 },
  'deliver-sandbox-webhook': { queue: 'payments', data: DeliverSandboxWebhook, attempts: 8 },
} as const satisfies Record<string, JobRow>;
export type JobName = keyof typeof jobTable;
export type JobData<J extends JobName> = z.infer<(typeof jobTable)[J]['data']>;
export type QueueName = (typeof jobTable)[JobName]['queue'];
