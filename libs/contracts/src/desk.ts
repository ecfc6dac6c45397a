import { z } from 'zod';
import { CurrencyCode, MinorUnits } from './money.js';
import { Hold, HoldState, WaitingPlace } from './orders.js';
import { Id, Instant, PageQuery } from './primitives.js';
import { LineUpCode } from './sessions.js';

/** What whoever runs a session may know of a buyer: the name that the chat shows. */
const buyerName = z.string();

/** A hold as the session's staff sees it. `since`: when the units were set aside. */
export const OfferHold = Hold.extend({ buyerName, since: Instant }).meta({ id: 'OfferHold' });
export type OfferHold = z.infer<typeof OfferHold>;

export const OfferHoldsQuery = PageQuery.extend({
  state: HoldState.optional().meta({ description: 'without it the open ones: held or being paid for' }),
});
export type OfferHoldsQuery = z.infer<typeof OfferHoldsQuery>;

/** A place in the line as the session's staff sees it. */
export const OfferPlace = WaitingPlace.extend({ buyerName, since: Instant }).meta({ id: 'OfferPlace' });
export type OfferPlace = z.infer<typeof OfferPlace>;

/** One claim of an offer with what came of it. `seq` is its number in the session: nobody with a larger one came before. */
export const OfferClaim = z
  .object({
    id: Id,
    seq: z.int(),
    buyerName,
    variantName: z.string().nullable(),
    qty: z.int(),
    outcome: z.string().meta({ description: 'as in ClaimOutcome' }),
    reason: z.string().nullable().meta({ description: 'why it was asked about or rejected' }),
    at: Instant,
  })
  .meta({ id: 'OfferClaim' });
export type OfferClaim = z.infer<typeof OfferClaim>;

/**
 * What a session sold so far. Amounts are minor units of their currency: `sold` in confirmed orders, `held` in holds that
 * are still open, `refunded` on its way back or there. Units of a variant are those of this session, but `left`, which is
 * what can still be had of it anywhere.
 */
export const SessionSales = z
  .object({
    orders: z.object({ pending: z.int(), confirmed: z.int(), cancelled: z.int(), returned: z.int() }),
    money: z.array(z.object({ currency: CurrencyCode, sold: MinorUnits, held: MinorUnits, refunded: MinorUnits })),
    variants: z.array(
      z.object({
        code: LineUpCode,
        variantId: Id,
        variantName: z.string(),
        sold: z.int(),
        held: z.int(),
        waiting: z.int(),
        left: z.int(),
      }),
    ),
  })
  .meta({ id: 'SessionSales' });
export type SessionSales = z.infer<typeof SessionSales>;

/**
 * One minute of a session, from `at`. Null where nothing was measured: nobody counted viewers then, or nothing was said.
 * `lagMs` by language: mean time from a sentence's end to its translation.
 */
export const PulseMinute = z
  .object({
    at: Instant,
    viewers: z.int().nullable(),
    byLanguage: z.record(z.string(), z.int()).nullable(),
    claims: z.int().meta({ description: 'claims that took units or a place in the line' }),
    orders: z.int().meta({ description: 'orders confirmed' }),
    lagMs: z.record(z.string(), z.int()),
  })
  .meta({ id: 'PulseMinute' });
export type PulseMinute = z.infer<typeof PulseMinute>;

/** The last minutes of a session, oldest first; the last one is not over yet. */
export const SessionPulse = z.object({ minutes: z.array(PulseMinute) }).meta({ id: 'SessionPulse' });
export type SessionPulse = z.infer<typeof SessionPulse>;

export const PulseQuery = z.object({ minutes: z.coerce.number().int().min(5).max(180).default(60) });
