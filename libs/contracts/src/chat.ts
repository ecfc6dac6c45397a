import { z } from 'zod';
import { TranslationFlag } from './captions.js';
import { LanguageTag } from './language.js';
import { ClaimOutcome } from './orders.js';
import { IdempotencyKey, Id, Instant, plainText } from './primitives.js';
import { SessionRole } from './sessions.js';

export const ChatAuthor = z
  .object({ id: Id, name: z.string(), role: SessionRole.nullable(), simulated: z.boolean() })
  .meta({ id: 'ChatAuthor' });
export type ChatAuthor = z.infer<typeof ChatAuthor>;

/** What is left of a text that a moderator took away: its SHA-256 in hex, for whoever must prove what it was. */
const Removed = z.object({ sha256: z.string() });

/** The original of a chat message, as everyone receives it first. */
export const ChatMessage = z
  .object({
    type: z.literal('chat.message'),
    message: Id,
    author: ChatAuthor,
    lang: LanguageTag,
    text: z.string(),
    replyTo: Id.nullable(),
    toHost: z.literal(true).optional().meta({ description: 'a viewer asks the host something' }),
    at: Instant,
    removed: Removed.optional(),
  })
  .meta({ id: 'ChatMessage' });
export type ChatMessage = z.infer<typeof ChatMessage>;

/** The text of a chat message in another language; follows the original. */
export const ChatTranslation = z
  .object({
    type: z.literal('chat.translation'),
    message: Id,
    lang: LanguageTag,
    from: LanguageTag,
    text: z.string(),
    engine: z.string(),
    machine: z.boolean(),
    lagMs: z.int(),
    flags: z.array(TranslationFlag),
    removed: Removed.optional(),
  })
  .meta({ id: 'ChatTranslation' });
export type ChatTranslation = z.infer<typeof ChatTranslation>;

/** `key` makes a message sent twice (after a lost answer) one message. `lang` is what the writer says it is. */
export const PostChat = z
  .object({
    key: IdempotencyKey,
    text: plainText(500),
    lang: LanguageTag,
    replyTo: Id.optional(),
    toHost: z
      .boolean()
      .optional()
      .meta({ description: 'whether a viewer asks the host; without it a question mark tells, where it is no reply' }),
  })
  .meta({ id: 'PostChat' });
export type PostChat = z.infer<typeof PostChat>;

/** `claim` is set when the message looked like an order: its one outcome. */
export const PostedChat = z
  .object({ message: Id, seq: z.int(), claim: ClaimOutcome.nullable() })
  .meta({ id: 'PostedChat' });
export type PostedChat = z.infer<typeof PostedChat>;

export const ChatHistoryItem = z
  .object({ seq: z.int(), message: ChatMessage, translation: ChatTranslation.nullable() })
  .meta({ id: 'ChatHistoryItem' });
export type ChatHistoryItem = z.infer<typeof ChatHistoryItem>;
export const ChatHistoryQuery = z.object({
  lang: LanguageTag.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
