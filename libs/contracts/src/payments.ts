import { z } from 'zod';
import { CurrencyCode, MinorUnits, Money } from './money.js';
import { Id, Instant, plainText } from './primitives.js';

/**
 * `authorised`: the money is promised and not taken yet. `unknown`: the provider did not say what became of it, and is
 * asked. `refunding`: it came for nothing and is on its way back.
 */
export const PaymentState = z.enum([
  'pending',
  'authorised',
  'captured',
  'declined',
  'expired',
  'unknown',
  'refunding',
  'refunded',
]);
export type PaymentState = z.infer<typeof PaymentState>;

export const PaymentProviderName = z.enum(['sandbox', 'stripe', 'mobile-money', 'cash-on-delivery', 'bank-transfer']);
export type PaymentProviderName = z.infer<typeof PaymentProviderName>;

/** A way to pay that this house offers. */
export const PaymentMethod = z
  .object({
    provider: PaymentProviderName,
    kind: z.enum(['page', 'phone', 'cash', 'transfer']).meta({
      description: 'what the buyer does: pay on a page, confirm on a phone, pay at the door, order a transfer',
    }),
    needsPhone: z.boolean(),
    currency: CurrencyCode.nullable().meta({ description: 'the only one it takes; null: all' }),
  })
  .meta({ id: 'PaymentMethod' });
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/** `checkoutUrl` is where the buyer pays. Only the provider's word completes a payment, never the browser's return. */
export const Payment = z
  .object({
    id: Id,
    orderId: Id,
    provider: z.string(),
    attempt: z.int(),
    state: PaymentState,
    amount: Money,
    refunded: Money.meta({ description: 'what went back of it' }),
    checkoutUrl: z.string(),
    reference: z.string().nullable().meta({ description: 'what the provider calls it; of a transfer, what to state' }),
    instructions: z.string().nullable().meta({ description: 'of a transfer: whom to send the money to' }),
    createdAt: Instant,
  })
  .meta({ id: 'Payment' });
export type Payment = z.infer<typeof Payment>;

/** What goes wrong in the sandbox when a payment begins, on request. */
export const SandboxFault = z.enum(['decline', 'time-out-before-charging', 'time-out-after-charging']);
export type SandboxFault = z.infer<typeof SandboxFault>;

/** Without a `provider`, the first that the house offers. */
export const StartPayment = z
  .object({
    provider: PaymentProviderName.optional(),
    phone: z
      .string()
      .regex(/^\+[1-9][0-9]{6,14}$/)
      .optional()
      .meta({ description: 'E.164; whose mobile money pays. It is not stored.' }),
    fault: SandboxFault.optional(),
  })
  .meta({ id: 'StartPayment' });
export type StartPayment = z.infer<typeof StartPayment>;

/** How a payment in the sandbox ends, and how badly its webhook is delivered: `copies` 0 loses it. */
export const SandboxDecision = z
  .object({
    decision: z.enum(['approve', 'decline']),
    delaySeconds: z.int().min(0).max(3600).default(0),
    copies: z.int().min(0).max(5).default(1),
  })
  .meta({ id: 'SandboxDecision' });
export type SandboxDecision = z.infer<typeof SandboxDecision>;

const Reason = plainText(300);

/** Without an `amount`, all that is left. */
export const RequestRefund = z
  .object({ amount: MinorUnits.min(1).optional(), reason: Reason })
  .meta({ id: 'RequestRefund' });
export type RequestRefund = z.infer<typeof RequestRefund>;

/** `pending` until the provider has sent the money, or a person says that it was handed back. */
export const Refund = z
  .object({
    id: Id,
    orderId: Id,
    paymentId: Id,
    amount: Money,
    state: z.enum(['pending', 'done', 'failed']),
    reason: z.string(),
    createdAt: Instant,
    doneAt: Instant.nullable(),
  })
  .meta({ id: 'Refund' });
export type Refund = z.infer<typeof Refund>;

/** What the sandbox provider posts, signed by the Standard Webhooks specification. */
export const SandboxWebhook = z
  .object({ type: z.enum(['payment.captured', 'payment.declined']), data: z.object({ reference: Id, amount: Money }) })
  .meta({ id: 'SandboxWebhook' });
export type SandboxWebhook = z.infer<typeof SandboxWebhook>;

/** One side of a movement. The entries of a transfer sum to zero. */
export const LedgerEntry = z
  .object({ transferId: Id, account: z.string(), amount: z.int(), currency: z.string(), orderId: Id, at: Instant })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** Whether the books agree with themselves and with the payments. Differences are told, never repaired. */
export const LedgerCheck = z
  .object({
    at: Instant,
    transfers: z.int().meta({ description: 'looked at' }),
    unbalanced: z.array(Id).meta({ description: 'transfers that do not sum to zero; 100 at most' }),
    differing: z
      .array(Id)
      .meta({ description: 'orders whose payments say something else than the books; 100 at most' }),
  })
  .meta({ id: 'LedgerCheck' });
export type LedgerCheck = z.infer<typeof LedgerCheck>;

/** Amounts in minor units, positive in the exporter's favour. */
export const StatementLine = z.object({
  at: Instant,
  orderId: Id,
  orderNumber: z.string(),
  kind: z.enum(['sale', 'refund', 'platform-fee', 'provider-fee']),
  amount: z.int(),
});
export type StatementLine = z.infer<typeof StatementLine>;
export const StatementAccount = z.object({
  currency: CurrencyCode,
  opening: z.int(),
  lines: z.array(StatementLine),
  closing: z.int(),
});
/** What the house owes an exporter from `from` up to, not including, `to`: one account a currency. */
export const PayoutStatement = z
  .object({ exporterId: Id, from: Instant, to: Instant, accounts: z.array(StatementAccount) })
  .meta({ id: 'PayoutStatement' });
export type PayoutStatement = z.infer<typeof PayoutStatement>;

/** By default the last thirty days. */
export const PayoutQuery = z.object({ from: z.iso.datetime().optional(), to: z.iso.datetime().optional() });
export type PayoutQuery = z.infer<typeof PayoutQuery>;
