import { z } from 'zod';
import { LanguageTag } from './language.js';
import { Id, Instant, plainText } from './primitives.js';

/** How long a viewer waits between two messages, in seconds. 0 turns it off. */
export const SlowMode = z.object({ seconds: z.int().min(0).max(300) }).meta({ id: 'SlowMode' });
export type SlowMode = z.infer<typeof SlowMode>;

/** Words and phrases that viewers can not write in a session; compared without case, width or invisible characters. */
export const BlockedWords = z.object({ words: z.array(plainText(60)).max(500) }).meta({ id: 'BlockedWords' });
export type BlockedWords = z.infer<typeof BlockedWords>;

/** Without `until` for good. */
export const BanAccount = z.object({ until: Instant.optional() }).meta({ id: 'BanAccount' });
export type BanAccount = z.infer<typeof BanAccount>;

/** Who is banned, since when, and until when; `until: null` is for good. */
export const Ban = z
  .object({
    account: z.object({ id: Id, name: z.string() }),
    at: Instant,
    until: Instant.nullable(),
  })
  .meta({ id: 'Ban' });
export type Ban = z.infer<typeof Ban>;

/** A key of the Standard Webhooks specification: `whsec_` and 24 to 64 bytes in base64. */
const WebhookSecret = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and a key in base64');

/**
 * Who is asked before a viewer's message is accepted. `failOpen` says what becomes of a message when no answer comes
 * in time: it is accepted, or refused.
 */
export const PutReviewHook = z
  .object({
    url: z.url({ protocol: /^https?$/ }).max(500),
    secret: WebhookSecret.optional().meta({ description: 'signs the requests; one is made when it is absent' }),
    failOpen: z.boolean(),
  })
  .meta({ id: 'PutReviewHook' });
export type PutReviewHook = z.infer<typeof PutReviewHook>;
export const ReviewHook = PutReviewHook.required().meta({ id: 'ReviewHook' });
export type ReviewHook = z.infer<typeof ReviewHook>;
/** What may be read again. The secret is shown when it is set, and never after. */
export const ReviewHookSettings = ReviewHook.omit({ secret: true }).meta({ id: 'ReviewHookSettings' });
export type ReviewHookSettings = z.infer<typeof ReviewHookSettings>;

/** What a review hook is sent. Its answer is a `ReviewAnswer` within 200 ms. */
export type ReviewRequest = {
  type: 'chat.review';
  timestamp: string;
  data: { session: string; author: { id: string; name: string }; lang: LanguageTag; text: string };
};
export const ReviewAnswer = z.object({ allow: z.boolean() }).meta({ id: 'ReviewAnswer' });

/** Everyone forgets the text of this message; its place in the log stays. */
export const ChatRemoved = z
  .object({ type: z.literal('chat.removed'), message: Id, at: Instant })
  .meta({ id: 'ChatRemoved' });
export type ChatRemoved = z.infer<typeof ChatRemoved>;
