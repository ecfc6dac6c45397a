import { z } from 'zod';
import { Account } from './accounts.js';
import { SayCaption, SaidCaption } from './captions.js';
import { PostChat, PostedChat } from './chat.js';
import { Channel, LogEntry, Positions, SessionEvent } from './events.js';
import { CountryCode, LanguageTag } from './language.js';
import { SlowMode } from './moderation.js';
import { ClaimOutcome, Hold, Offer, PlaceClaim, WaitingPlace } from './orders.js';
import { Id, Instant } from './primitives.js';
import { Problem } from './problem.js';
import { LineUpItem, Session, SessionRole } from './sessions.js';
import { SessionVideo } from './video.js';

export const realtimeProtocol = 'silkcast.v1';
/** Largest frame a client may send, in bytes. */
export const maxFrameBytes = 16 * 1024;
/** How long a fresh connection may wait before it says hello, in milliseconds. */
export const helloTimeoutMs = 10_000;

/**
 * The first frame of a client. Without `token` it may read, not write. `since` is where its last connection ended.
 * `country` is what a viewer chooses to tell: it is counted and not kept, and nothing is looked up when it is missing.
 */
export const Hello = z.object({
  token: z.string().max(4096).optional(),
  lang: LanguageTag,
  since: Positions.optional(),
  profile: z.enum(['full', 'text']).default('full'),
  country: CountryCode.optional(),
});
export type Hello = z.infer<typeof Hello>;

/**
 * Where an event stream begins: `lastEventId` is the id of the last event that came, for a page that was loaded anew;
 * when a stream breaks a browser says it in the header `Last-Event-ID` by itself (WHATWG HTML, 9.2).
 */
export const EventStreamQuery = z.object({
  lang: LanguageTag,
  profile: Hello.shape.profile,
  country: Hello.shape.country,
  lastEventId: z.string().max(1000).optional(),
});
export type EventStreamQuery = z.infer<typeof EventStreamQuery>;

type CommandRow = { data: z.ZodType; result: z.ZodType; allow: 'anyone' | 'signed-in' | 'speakers' };

/**
 * What a client may ask over its socket. A command frame is `{ "cmd": name, "id": text, "data": … }`; it is answered by
 * an `ack` or a `problem` with the same `id`. `allow` says who may call it; nothing else is allowed.
 */
export const realtimeCommands = {
  hello: { data: Hello, result: z.null(), allow: 'anyone' },
  'chat.send': { data: PostChat, result: PostedChat, allow: 'signed-in' },
  'claim.place': { data: PlaceClaim, result: ClaimOutcome, allow: 'signed-in' },
  'hold.release': { data: z.object({ holdId: Id }), result: Hold, allow: 'signed-in' },
  'caption.say': { data: SayCaption, result: SaidCaption, allow: 'speakers' },
} as const satisfies Record<string, CommandRow>;
export type CommandName = keyof typeof realtimeCommands;
export type CommandData<C extends CommandName> = z.output<(typeof realtimeCommands)[C]['data']>;
export type CommandInput<C extends CommandName> = z.input<(typeof realtimeCommands)[C]['data']>;
export type CommandResult<C extends CommandName> = z.infer<(typeof realtimeCommands)[C]['result']>;

export const CommandFrame = z.object({
  cmd: z.string().max(40),
  id: z.string().min(1).max(64),
  data: z.unknown().optional(),
});

/** Who reads along: all viewers, how many by language, and of those who told their country, how many by country. */
export const Audience = z
  .object({
    viewers: z.int(),
    byLanguage: z.record(z.string(), z.int()),
    byCountry: z.record(z.string(), z.int()).default({}),
  })
  .meta({ id: 'Audience' });
export type Audience = z.infer<typeof Audience>;

/** The state of a session as a newcomer needs it; the events after `heads` bring it forward. */
export const SessionSnapshot = z
  .object({
    session: Session,
    lineUp: z.array(LineUpItem),
    pinned: z.string().nullable().meta({ description: 'line-up code' }),
    offers: z.array(Offer),
    slowModeSeconds: SlowMode.shape.seconds.meta({ description: 'how long a viewer waits between two messages' }),
    engines: z.array(z.string()).meta({ description: 'the translation engines at work, first choice first' }),
    video: SessionVideo.nullable().default(null).meta({ description: 'null while there is none' }),
    audience: Audience,
  })
  .meta({ id: 'SessionSnapshot' });
export type SessionSnapshot = z.infer<typeof SessionSnapshot>;

/** What the server says. A server frame is a JSON array of these, in order. */
export const ServerMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    you: Account.extend({ role: SessionRole.nullable() })
      .nullable()
      .meta({ description: 'null for an anonymous reader' }),
    lang: LanguageTag.meta({ description: 'the language that will be served (RFC 4647 lookup)' }),
    snapshot: SessionSnapshot,
    holds: z.array(Hold).meta({ description: 'your open holds' }),
    waiting: z.array(WaitingPlace).default([]).meta({ description: 'your places in the line, here' }),
    heads: Positions,
    resumed: z.boolean().meta({
      description: 'true: the missing events follow; false: the log no longer reaches back, start from the snapshot',
    }),
    serverTime: Instant,
  }),
  z.object({ type: z.literal('event'), entry: LogEntry }),
  z.object({ type: z.literal('early'), id: z.string(), channel: Channel, event: SessionEvent }).meta({
    description:
      'what was decided while the log could not be reached: it comes again as an event, with the same id and its number',
  }),
  z.object({ type: z.literal('audience'), audience: Audience }),
  z.object({ type: z.literal('ack'), id: z.string(), result: z.unknown() }),
  z.object({ type: z.literal('problem'), id: z.string().nullable(), problem: Problem }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;
export type Welcome = Extract<ServerMessage, { type: 'welcome' }>;

/** Why the server closes a connection, and whether a client should come back (RFC 6455 private codes). */
export const closeCodes = {
  resume: { code: 4000, reconnect: true },
  slow: { code: 4001, reconnect: true },
  'bad-frame': { code: 4400, reconnect: false },
  unauthenticated: { code: 4401, reconnect: false },
  'no-session': { code: 4404, reconnect: false },
  'hello-timeout': { code: 4408, reconnect: true },
  'too-frequent': { code: 4429, reconnect: true },
  internal: { code: 4500, reconnect: true },
} as const;
export type CloseReason = keyof typeof closeCodes;

/** What the reason of a close frame says, as JSON. A client waits at least `retryAfterMs` before it comes back. */
export const CloseNotice = z.object({ reason: z.string(), retryAfterMs: z.int().min(0).optional() });
export type CloseNotice = z.infer<typeof CloseNotice>;
