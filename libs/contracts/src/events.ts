import { z } from 'zod';
import { Caption } from './captions.js';
import { ChatMessage, ChatTranslation } from './chat.js';
import { LanguageTag } from './language.js';
import { ChatRemoved, SlowMode } from './moderation.js';
import { ClaimOutcome, Hold, Offer, Order, WaitingPlace } from './orders.js';
import { HoldReminderKind } from './order-care.js';
import { Payment } from './payments.js';
import { Id, Instant } from './primitives.js';
import { LineUpCode, LineUpItem, Session } from './sessions.js';
import { Listing, Stock } from './listings.js';
import { SessionVideo } from './video.js';

/** How well a language is being served right now. */
export const LanguageState = z.enum(['live', 'degraded', 'source-only', 'off']);

/** What the `control` channel of a session carries: pins, offers, stock, state. */
export const ControlEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.started'), session: Session }),
  z.object({ type: z.literal('session.ended'), session: Session }),
  z.object({ type: z.literal('session.changed'), session: Session }),
  z.object({ type: z.literal('session.cancelled'), session: Session }),
  z.object({
    type: z.literal('line-up.changed'),
    items: z
      .array(z.object({ code: LineUpCode, listingId: Id }))
      .meta({ description: 'the whole line-up in its order' }),
    listing: Listing.nullable().meta({ description: 'the listing that came in, where one did' }),
  }),
  z.object({ type: z.literal('item.pinned'), item: LineUpItem.nullable() }),
  z.object({ type: z.literal('offer.opened'), offer: Offer }),
  z.object({ type: z.literal('offer.closed'), offer: Offer }),
  z.object({ type: z.literal('offer.window-closed'), offer: Offer }),
  z.object({ type: z.literal('offer.drawn'), offer: Offer }),
  z.object({ type: z.literal('stock.changed'), variantId: Id, stock: Stock, at: Instant }),
  z.object({ type: z.literal('chat.slow-mode'), seconds: SlowMode.shape.seconds }),
  z.object({ type: z.literal('video.changed'), video: SessionVideo.nullable().meta({ description: 'null: off' }) }),
  z.object({
    type: z.literal('language.status'),
    lang: LanguageTag,
    state: LanguageState,
    engine: z.string(),
    reason: z.string().nullable(),
    lagMs: z.int().optional().meta({ description: 'how far the language is behind, where it is' }),
  }),
]);

/** What only one viewer may see: the `viewer.{accountId}` channel. */
export const ViewerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('claim.decided'), outcome: ClaimOutcome, message: Id.nullable() }),
  z.object({ type: z.literal('hold.changed'), hold: Hold, reason: z.string().nullable() }),
  z.object({ type: z.literal('hold.reminder'), hold: Hold, kind: HoldReminderKind }),
  z.object({ type: z.literal('waitlist.changed'), waiting: WaitingPlace }),
  z.object({ type: z.literal('order.changed'), order: Order }),
  z.object({ type: z.literal('payment.changed'), payment: Payment }),
]);

/** Everything that is ever appended to a session's log. */
export const SessionEvent = z
  .discriminatedUnion('type', [
    Caption,
    ChatMessage,
    ChatTranslation,
    ChatRemoved,
    ...ControlEvent.options,
    ...ViewerEvent.options,
  ])
  .meta({ id: 'SessionEvent' });
export type SessionEvent = z.infer<typeof SessionEvent>;
export type SessionEventOf<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>;

/**
 * A channel belongs to a session. `control` and `chat` are for everyone, `chat.{lang}` and `caption.{lang}` for the
 * readers of a language, `viewer.{accountId}` for one person.
 */
export type Channel = 'control' | 'chat' | `chat.${string}` | `caption.${string}` | `viewer.${string}`;
export const Channel = z
  .string()
  .regex(/^(?:control|chat|(?:chat|caption)\.[A-Za-z0-9-]{2,35}|viewer\.[0-9a-f-]{36})$/);

export const channels = {
  control: 'control',
  chat: 'chat',
  chatIn: (lang: string) => `chat.${lang}`,
  captionsIn: (lang: string) => `caption.${lang}`,
  viewer: (accountId: string) => `viewer.${accountId}`,
} as const satisfies Record<string, Channel | ((key: string) => Channel)>;

/** The channels that a viewer of one language reads. */
export function audienceChannels(lang: string, accountId?: string): Channel[] {
  const room: Channel[] = [channels.control, channels.chat, channels.chatIn(lang), channels.captionsIn(lang)];
  return accountId === undefined ? room : [...room, channels.viewer(accountId)];
}

const liveEvents: readonly SessionEvent['type'][] = [
  'caption',
  'chat.message',
  'chat.translation',
  'chat.removed',
  'language.status',
];
/**
 * Which lane an event rides: `durable` is in PostgreSQL before anyone hears of it, `live` is in the log first. What a
 * person decided about a caption that was out already is durable.
 */
export function laneOf(event: SessionEvent): 'durable' | 'live' {
  const decided = event.type === 'caption' && !event.machine && /^(?:corrected|retracted)$/.test(event.state);
  return decided || !liveEvents.includes(event.type) ? 'durable' : 'live';
}

/** Positions in a log: the epoch that numbered it, and the last `seq` seen of each channel. */
export const Positions = z
  .object({ epoch: z.string().max(64), seqs: z.record(Channel, z.int().min(0)) })
  .meta({ id: 'Positions' });
export type Positions = z.infer<typeof Positions>;

/**
 * One numbered entry of a session's log. `seq` is gapless and strictly increasing per (epoch, channel); `id` is the
 * event's own id: appending the same id again yields the entry that exists.
 */
export const LogEntry = z
  .object({ channel: Channel, epoch: z.string(), seq: z.int(), id: z.string(), at: Instant, event: SessionEvent })
  .meta({ id: 'LogEntry' });
export type LogEntry = Omit<z.infer<typeof LogEntry>, 'channel'> & { channel: Channel };
