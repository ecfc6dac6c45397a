import { z } from 'zod';
import { Money } from './money.js';
import { AddressState, OrderRequest, Tracking } from './order-care.js';
import { IdempotencyKey, Id, Instant, PageQuery } from './primitives.js';
import { LineUpCode } from './sessions.js';

/**
 * How units are given to those who claim them, told before the offer opens.
 * `FIFO_HOLD`: first come, first held. `FIRST_PAID`: nothing is held, who pays first has it. `FAIR_WINDOW`: claims of the
 * first `windowSeconds` are equal; a draw by a seed that was committed to before decides among them.
 */
export const AllocationMode = z.enum(['FIFO_HOLD', 'FIRST_PAID', 'FAIR_WINDOW']).meta({ id: 'AllocationMode' });
export type AllocationMode = z.infer<typeof AllocationMode>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const Offer = z
  .object({
    id: Id,
    sessionId: Id,
    code: LineUpCode,
    listingId: Id,
    maxPerBuyer: z.int(),
    holdSeconds: z.int(),
    mode: AllocationMode,
    windowSeconds: z.int().nullable().meta({ description: 'of a FAIR_WINDOW, from openedAt' }),
    totalLimit: z.int().nullable().meta({ description: 'units that all buyers together may claim' }),
    seedHash: Sha256.nullable().meta({ description: 'FAIR_WINDOW: SHA-256 of the seed, hex' }),
    logHead: Sha256.nullable().meta({ description: 'FAIR_WINDOW: head of the claim log when the window was over' }),
    seed: Sha256.nullable().meta({ description: 'FAIR_WINDOW: 32 bytes in hex; null until the draw' }),
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
    mode: AllocationMode.default('FIFO_HOLD'),
    windowSeconds: z.int().min(5).max(30).optional(),
    totalLimit: z.int().min(1).max(10_000_000).optional(),
  })
  .refine(({ mode, windowSeconds }) => (mode === 'FAIR_WINDOW') === (windowSeconds !== undefined), {
    path: ['windowSeconds'],
    message: 'belongs to FAIR_WINDOW, which needs it',
  })
  .meta({ id: 'OpenOffer' });
export type OpenOffer = z.infer<typeof OpenOffer>;

/** `HELD → PAYING → CONFIRMED`, or back to `HELD` after a decline, or `RELEASED` / `EXPIRED`. */
export const HoldState = z.enum(['HELD', 'PAYING', 'CONFIRMED', 'RELEASED', 'EXPIRED']);
export type HoldState = z.infer<typeof HoldState>;

/**
 * Units set aside for a buyer until `expiresAt`, on the server's clock. A hold is never a contract. `reserved` is false
 * where nothing is set aside: then only paying takes the units, if they are still there.
 */
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
    reserved: z.boolean(),
    expiresAt: Instant,
  })
  .meta({ id: 'Hold' });
export type Hold = z.infer<typeof Hold>;

/**
 * A place in the line for units that are not there yet: smaller positions come first. `OFFERED`: a timed hold was made
 * of it (`holdId`). `drawsAt` is when a draw decides, for a claim of a FAIR_WINDOW.
 */
export const WaitingPlace = z
  .object({
    id: Id,
    sessionId: Id,
    offerId: Id,
    code: LineUpCode,
    variantId: Id,
    variantName: z.string(),
    qty: z.int(),
    position: z.int(),
    state: z.enum(['WAITING', 'OFFERED', 'PASSED']),
    holdId: Id.nullable(),
    drawsAt: Instant.nullable(),
  })
  .meta({ id: 'WaitingPlace' });
export type WaitingPlace = z.infer<typeof WaitingPlace>;

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
  'offer-limit',
  'too-many-holds',
  'no-price',
  'own-session',
]);
export type RejectReason = z.infer<typeof RejectReason>;

/** Every message or button press that looks like an order ends in exactly one of these. */
export const ClaimOutcome = z
  .discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('HELD'), claim: Id, hold: Hold }),
    z.object({ outcome: z.literal('PARTIAL'), claim: Id, hold: Hold, waiting: WaitingPlace }),
    z.object({ outcome: z.literal('WAITLISTED'), claim: Id, waiting: WaitingPlace }),
    z.object({
      outcome: z.literal('DUPLICATE'),
      claim: Id,
      hold: Hold.nullable(),
      waiting: WaitingPlace.nullable(),
    }),
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
    z.object({ outcome: z.literal('PASSED'), claim: Id, waiting: WaitingPlace }),
    z.object({ outcome: z.literal('STATUS'), claim: Id, holds: z.array(Hold), waiting: z.array(WaitingPlace) }),
  ])
  .meta({ id: 'ClaimOutcome' });
export type ClaimOutcome = z.infer<typeof ClaimOutcome>;

/**
 * One entry of a session's claim log. `hash` is the SHA-256 (hex) of `prevHash`, a line feed and `body` exactly as it
 * stands here; `prevHash` is the hash of the entry before, empty for the first. `body` is null for claims of other
 * offers, which are links of the same chain.
 */
export const ClaimProofEntry = z
  .object({ seq: z.int(), prevHash: z.string(), hash: Sha256, body: z.string().nullable() })
  .meta({ id: 'ClaimProofEntry' });
export type ClaimProofEntry = z.infer<typeof ClaimProofEntry>;

/**
 * What anybody needs to recompute who came first, or who was drawn. Buyers stand under an alias: `you` is the caller's.
 * `draw` holds claim numbers in the order drawn: ascending by HMAC-SHA256 with the seed's bytes as the key, over
 * `logHead` and the claim's `hash`, both in hex, one after the other.
 */
export const ClaimProof = z
  .object({
    offer: Offer,
    you: z.string().nullable(),
    draw: z.array(z.int()).nullable(),
    entries: z.array(ClaimProofEntry),
    nextSeq: z.int().nullable().meta({ description: 'pass it as `from` for the entries after these' }),
  })
  .meta({ id: 'ClaimProof' });
export type ClaimProof = z.infer<typeof ClaimProof>;

export const ClaimProofQuery = z.object({
  from: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
});

/** A claim by button or program: the same command that a chat message becomes. */
export const PlaceClaim = z
  .object({ code: LineUpCode, variantId: Id.optional(), qty: z.int().min(1).max(1000).default(1), key: IdempotencyKey })
  .meta({ id: 'PlaceClaim' });
export type PlaceClaim = z.infer<typeof PlaceClaim>;

export const ClaimOffer = PlaceClaim.omit({ code: true, key: true }).meta({ id: 'ClaimOffer' });

/** `cancelled`: nothing is sent. `returned`: it was on its way or there, and the money went back. */
export const OrderState = z.enum(['pending', 'confirmed', 'cancelled', 'returned']);
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
    address: AddressState,
    requests: z.array(OrderRequest).meta({ description: 'oldest first' }),
    cancelReason: z.string().nullable().meta({ description: 'what was said by whoever called it off' }),
    placedAt: Instant,
    confirmedAt: Instant.nullable(),
    shippedAt: Instant.nullable(),
    deliveredAt: Instant.nullable(),
    tracking: Tracking.nullable(),
  })
  .meta({ id: 'Order' });
export type Order = z.infer<typeof Order>;

/**
 * How far an order is, as those see it who send the goods. `asked` cuts across the others: its buyer waits for the
 * answer to a request.
 */
export const OrderStage = z
  .enum(['to-pay', 'to-ship', 'on-the-way', 'delivered', 'asked', 'cancelled', 'returned'])
  .meta({ id: 'OrderStage' });
export type OrderStage = z.infer<typeof OrderStage>;

export const ExporterOrdersQuery = PageQuery.extend({
  stage: OrderStage.optional(),
  q: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'no control characters')
    .optional()
    .meta({ description: 'the beginning of an order number, or a part of the name of a buyer' }),
});
export type ExporterOrdersQuery = z.infer<typeof ExporterOrdersQuery>;

/** `paid` is what confirmed orders come to, one sum for each currency. */
export const OrderSummary = z
  .object({ stages: z.record(OrderStage, z.int()), paid: z.array(Money) })
  .meta({ id: 'OrderSummary' });
export type OrderSummary = z.infer<typeof OrderSummary>;

/** A hold as those see it whose goods are held. */
export const HeldGoods = Hold.extend({ title: z.string(), buyerName: z.string(), orderNumber: z.string() }).meta({
  id: 'HeldGoods',
});
export type HeldGoods = z.infer<typeof HeldGoods>;

/** A place in a line as those see it whose goods are waited for. */
export const AwaitedGoods = WaitingPlace.extend({
  title: z.string(),
  buyerName: z.string(),
  since: Instant,
}).meta({ id: 'AwaitedGoods' });
export type AwaitedGoods = z.infer<typeof AwaitedGoods>;
