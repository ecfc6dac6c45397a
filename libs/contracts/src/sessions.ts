import { z } from 'zod';
import { LanguageTag } from './language.js';
import { Listing } from './listings.js';
import { CurrencyCode } from './money.js';
import { Id, Instant, plainText, Slug } from './primitives.js';

export const SessionState = z.enum(['scheduled', 'live', 'ended', 'cancelled']);
export type SessionState = z.infer<typeof SessionState>;

/** What a person may be in one session beside a viewer. */
export const SessionRole = z.enum(['host', 'co-host', 'interpreter', 'moderator']);
export type SessionRole = z.infer<typeof SessionRole>;

export const Session = z
  .object({
    id: Id,
    slug: Slug,
    title: z.string(),
    hostName: z.string(),
    sourceLang: LanguageTag,
    currency: CurrencyCode,
    state: SessionState,
    startsAt: Instant,
    startedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    languages: z.array(LanguageTag).meta({ description: 'the languages offered to viewers, the source first' }),
    poster: z.string().nullable(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const ScheduleSession = z
  .object({
    slug: Slug,
    title: plainText(120),
    sourceLang: LanguageTag,
    currency: CurrencyCode.default('USD'),
    startsAt: Instant,
    languages: z.array(LanguageTag).min(1).max(40),
    archiveLanguages: z.array(LanguageTag).max(40).default([]),
    maxLanguages: z.int().min(0).max(40).default(12),
    translatePartials: z
      .boolean()
      .optional()
      .meta({ description: 'whether captions are translated while they are still being spoken' }),
    poster: z
      .string()
      .max(300)
      .regex(/^(?:https:\/\/|\/)[^\s"'<>]+$/)
      .optional(),
  })
  .meta({ id: 'ScheduleSession' });
export type ScheduleSession = z.infer<typeof ScheduleSession>;

const { currency, archiveLanguages, maxLanguages, poster, ...told } = ScheduleSession.shape;
/** What changes of a session that has not begun; what is left out stays. */
export const ChangeSession = z
  .object({
    ...told,
    currency: currency.unwrap(),
    archiveLanguages: archiveLanguages.unwrap(),
    maxLanguages: maxLanguages.unwrap(),
    poster: poster.unwrap().nullable(),
  })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'say what changes')
  .meta({ id: 'ChangeSession' });
export type ChangeSession = z.infer<typeof ChangeSession>;

export const GiveRole = z.object({ role: SessionRole }).meta({ id: 'GiveRole' });

/**
 * What a viewer says or types to name an item: one to three characters, safe to say aloud. O and I are left out
 * because they sound or look like 0 and 1.
 */
export const LineUpCode = z
  .string()
  .toUpperCase()
  .regex(/^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{0,2}$/)
  .meta({ id: 'LineUpCode', example: 'A1' });
export type LineUpCode = z.infer<typeof LineUpCode>;

export const PutLineUpItem = z
  .object({ listingId: Id, position: z.int().min(0).max(999).optional() })
  .meta({ id: 'PutLineUpItem' });
export type PutLineUpItem = z.infer<typeof PutLineUpItem>;
export const LineUpItem = z
  .object({ code: LineUpCode, position: z.int(), listing: Listing })
  .meta({ id: 'LineUpItem' });
export type LineUpItem = z.infer<typeof LineUpItem>;

/** Another code for an item. */
export const RenameLineUpItem = z.object({ code: LineUpCode }).meta({ id: 'RenameLineUpItem' });

/** Every code of the line-up once, in the order in which it is shown. */
export const OrderLineUp = z
  .object({ codes: z.array(LineUpCode).max(1000) })
  .refine(({ codes }) => new Set(codes).size === codes.length, 'each code once')
  .meta({ id: 'OrderLineUp' });

/** `null` takes the pinned item down. */
export const PinItem = z.object({ code: LineUpCode.nullable() }).meta({ id: 'PinItem' });

export const SessionQuery = z.object({ state: SessionState.optional() });
