import { z } from 'zod';
import { Money } from './money.js';
import { IdempotencyKey, Id, Instant } from './primitives.js';
import { LineUpCode } from './sessions.js';

export const Offer = z
  .object({
    id: Id,
    sessionId: Id,
    code: LineUpCode,
    listingId: Id,
    maxPerBuyer: z.int(),
    holdSeconds: z.int(),
    openedAt: Instant,
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'Offer' });
export type Offer = z.infer<typeof Offer>;

export const OpenOffer = z
  .object({
    code: LineUpCode,
    maxPerBuyer: z.int().min(1).max(1000).default(5),
    holdSeconds: z.int().min(30).max(86_400).default(600),
  })
  .meta({ id: 'OpenOffer' });
export type OpenOffer = z.infer<typeof OpenOffer>;

/** `HELD → PAYING → CONFIRMED`, or back to `HELD` after a decline, or `RELEASED` / `EXPIRED`. */
export const HoldState = z.enum(['HELD', 'PAYING', 'CONFIRMED', 'RELEASED', 'EXPIRED']);
export type HoldState = z.infer<typeof HoldState>;

/** Units set aside for a buyer until `expiresAt`, on the server's clock. A hold is never a contract. */
export const Hold = z
  .object({
    id: Id,
    orderId: Id,
    sessionId: Id,
    offerId: Id,
    code: LineUpCode,
    variantId: Id,
    variantName: z.string(),
    qty: z.int(),
    unitPrice: Money,
    total: Money,
    state: HoldState,
    expiresAt: Instant,
  })
  .meta({ id: 'Hold' });
export type Hold = z.infer<typeof Hold>;

export const AskReason = z.enum([
  'unknown-code',
  'variant-missing',
  'variant-unknown',
  'quantity-over-limit',
  'two-items',
  'item-missing',
  'confirm',
]);
export type AskReason = z.infer<typeof AskReason>;
export const RejectReason = z.enum([
  'out-of-stock',
  'offer-closed',
  'limit-per-buyer',
  'too-many-holds',
  'no-price',
  'own-session',
]);
export type RejectReason = z.infer<typeof RejectReason>;

/** Every message or button press that looks like an order ends in exactly one of these. */
export const ClaimOutcome = z
  .discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('HELD'), claim: Id, hold: Hold }),
    z.object({ outcome: z.literal('DUPLICATE'), claim: Id, hold: Hold }),
    z.object({
      outcome: z.literal('ASKED'),
      claim: Id,
      reason: AskReason,
      choices: z.array(z.string()),
      code: LineUpCode.nullable(),
      qty: z.int(),
    }),
    z.object({ outcome: z.literal('REJECTED'), claim: Id, reason: RejectReason, code: LineUpCode.nullable() }),
    z.object({ outcome: z.literal('RELEASED'), claim: Id, hold: Hold }),
    z.object({ outcome: z.literal('STATUS'), claim: Id, holds: z.array(Hold) }),
  ])
  .meta({ id: 'ClaimOutcome' });
export type ClaimOutcome = z.infer<typeof ClaimOutcome>;

/** A claim by button or program: the same command that a chat message becomes. */
export const PlaceClaim = z
  .object({ code: LineUpCode, variantId: Id.optional(), qty: z.int().min(1).max(1000).default(1), key: IdempotencyKey })
  .meta({ id: 'PlaceClaim' });
export type PlaceClaim = z.infer<typeof PlaceClaim>;

export const ClaimOffer = PlaceClaim.omit({ code: true, key: true }).meta({ id: 'ClaimOffer' });

export const OrderState = z.enum(['pending', 'confirmed', 'cancelled']);
export type OrderState = z.infer<typeof OrderState>;
export const OrderLine = z
  .object({ holdId: Id, variantId: Id, sku: z.string(), title: z.string(), qty: z.int(), unitPrice: Money })
  .meta({ id: 'OrderLine' });
export const Order = z
  .object({
    id: Id,
    number: z.string(),
    sessionId: Id,
    exporterId: Id,
    buyerName: z.string(),
    state: OrderState,
    lines: z.array(OrderLine),
    total: Money,
    expiresAt: Instant.nullable(),
    placedAt: Instant,
    confirmedAt: Instant.nullable(),
  })
  .meta({ id: 'Order' });
export type Order = z.infer<typeof Order>;
