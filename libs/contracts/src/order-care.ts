import { z } from 'zod';
import { Country } from './countries.js';
import { Id, Instant, plainText } from './primitives.js';

/** One line of an address label. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u, 'one line, no control characters');

/**
 * Where an order goes and who is asked when it does not get there: one of `phone` and `email` at least. Only the buyer
 * and the exporter ever see it.
 */
export const Shipping = z
  .object({
    name: line(100),
    lines: z.array(line(100)).min(1).max(4).meta({ description: 'street and house, as the label shows them' }),
    city: line(100),
    region: line(100).optional().meta({ description: 'state, province or district, where addresses name one' }),
    postalCode: line(20).optional().meta({ description: 'where the country has them' }),
    country: Country,
    phone: z
      .string()
      .regex(/^\+[1-9][0-9]{6,14}$/, 'must be an E.164 number such as +250788123456')
      .optional()
      .meta({ description: 'E.164' }),
    email: z.email().max(254).optional(),
    note: plainText(500).optional().meta({ description: 'for the carrier: the gate, the shop next door' }),
  })
  .refine(({ phone, email }) => phone !== undefined || email !== undefined, {
    path: ['phone'],
    message: 'a phone number or an e-mail address is needed',
  })
  .meta({ id: 'Shipping' });
export type Shipping = z.infer<typeof Shipping>;

/** Null while nobody has said where the order goes. */
export const OrderShipping = z.object({ shipping: Shipping.nullable() }).meta({ id: 'OrderShipping' });
export type OrderShipping = z.infer<typeof OrderShipping>;

/** Whether an order has to say where it goes: `missing` has to be given before it is paid. */
export const AddressState = z.enum(['optional', 'missing', 'given']).meta({ id: 'AddressState' });
export type AddressState = z.infer<typeof AddressState>;

/** Who carries an order, and where it can be followed. Its buyer reads it. */
export const Tracking = z
  .object({
    carrier: line(60).meta({ example: 'DHL' }),
    number: line(60).optional().meta({ description: 'what the carrier calls it' }),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional()
      .meta({ description: 'the page of the carrier that shows where it is' }),
  })
  .meta({ id: 'Tracking' });
export type Tracking = z.infer<typeof Tracking>;

export const MarkShipped = z.object({ tracking: Tracking.optional() }).meta({ id: 'MarkShipped' });

/** Whether buyers of a session say where to ship before they pay. */
export const SessionShipping = z.object({ addressNeeded: z.boolean() }).meta({ id: 'SessionShipping' });
export type SessionShipping = z.infer<typeof SessionShipping>;

/**
 * What buyers of a session may say for "I buy it", beside the words every session knows. A word has a letter, and no
 * comma.
 */
export const ClaimWords = z
  .object({
    words: z
      .array(
        line(40)
          .regex(/\p{L}/u, 'at least one letter')
          .regex(/^[^,]+$/, 'no comma'),
      )
      .max(50),
  })
  .meta({ id: 'ClaimWords' });
export type ClaimWords = z.infer<typeof ClaimWords>;

/** Why something is called off. Whoever it concerns reads it. */
const Reason = plainText(300);
export const CancelHold = z.object({ reason: Reason }).meta({ id: 'CancelHold' });
export const CancelOrder = z.object({ reason: Reason.optional() }).meta({ id: 'CancelOrder' });

/**
 * What a buyer may ask for once an order is paid. `cancellation`: before it is shipped. `withdrawal`: within the time
 * that the law of the destination gives. `return`: of goods that were shipped, as the exporter is willing.
 */
export const OrderRequestKind = z.enum(['cancellation', 'withdrawal', 'return']).meta({ id: 'OrderRequestKind' });
export type OrderRequestKind = z.infer<typeof OrderRequestKind>;

/** Nobody's answer until `dueAt` is a yes. */
export const OrderRequest = z
  .object({
    id: Id,
    orderId: Id,
    kind: OrderRequestKind,
    state: z.enum(['requested', 'accepted', 'refused']),
    reason: z.string(),
    answer: z.string().nullable().meta({ description: 'what the exporter said to it' }),
    dueAt: Instant,
    createdAt: Instant,
    answeredAt: Instant.nullable(),
  })
  .meta({ id: 'OrderRequest' });
export type OrderRequest = z.infer<typeof OrderRequest>;

export const AskOfOrder = z.object({ kind: OrderRequestKind, reason: Reason }).meta({ id: 'AskOfOrder' });
export type AskOfOrder = z.infer<typeof AskOfOrder>;
export const RefuseRequest = z.object({ reason: Reason }).meta({ id: 'RefuseRequest' });

/** Half of a hold's time is over, or its last two minutes have begun. */
export const HoldReminderKind = z.enum(['half-time', 'ending']).meta({ id: 'HoldReminderKind' });
export type HoldReminderKind = z.infer<typeof HoldReminderKind>;
