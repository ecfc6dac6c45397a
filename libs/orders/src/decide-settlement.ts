import type { OrderState, PaymentState } from '#libs/contracts';
import { paymentLifecycle } from '#libs/payments';
import { mayMove } from '#libs/platform';

/**
 * `capture`: the units that are held become sold. `capture-late`: the units went back in the meantime and are taken
 * anew, if they are still there. `refund`: the money came for nothing and goes back.
 */
export type Settlement = 'nothing' | 'decline' | 'capture' | 'capture-late' | 'refund';

/** What a provider's news comes to. News may be late, doubled and in any order: what was settled stays so. Pure. */
export function decideSettlement(news: 'captured' | 'declined', payment: PaymentState, order: OrderState): Settlement {
  if (!mayMove(paymentLifecycle, payment, news)) return 'nothing';
  if (news === 'declined') return 'decline';
  if (order === 'pending') return 'capture';
  return order === 'cancelled' ? 'capture-late' : 'refund';
}
