import { z } from 'zod';
import { Money } from './money.js';
import { Id, Instant } from './primitives.js';

export const PaymentState = z.enum(['pending', 'captured', 'declined', 'expired', 'refunded']);
export type PaymentState = z.infer<typeof PaymentState>;

/** `checkoutUrl` is where the buyer pays. Only the provider's webhook completes a payment, never the browser's return. */
export const Payment = z
  .object({
    id: Id,
    orderId: Id,
    provider: z.string(),
    attempt: z.int(),
    state: PaymentState,
    amount: Money,
    checkoutUrl: z.string(),
    createdAt: Instant,
  })
  .meta({ id: 'Payment' });
export type Payment = z.infer<typeof Payment>;

export const SandboxDecision = z.object({ decision: z.enum(['approve', 'decline']) }).meta({ id: 'SandboxDecision' });

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
