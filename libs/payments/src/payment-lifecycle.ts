import type { PaymentState } from '#libs/contracts';
import { defineLifecycle } from '#libs/platform';

/**
 * A provider may capture what we gave up on: then the order takes the money after all, or it goes back. `unknown` ends
 * by the provider's answer, or returns to `pending` when that is "not yet".
 */
export const paymentLifecycle = defineLifecycle<PaymentState>({
  name: 'payments',
  initial: 'pending',
  resting: ['captured', 'declined', 'expired', 'refunded'],
  moves: {
    pending: ['authorised', 'captured', 'declined', 'expired', 'unknown', 'refunding'],
    unknown: ['pending', 'authorised', 'captured', 'declined', 'expired', 'refunding'],
    authorised: ['captured', 'declined', 'expired', 'refunding'],
    declined: ['captured', 'refunding'],
    expired: ['captured', 'refunding'],
    captured: ['refunded'],
    refunding: ['refunded'],
    refunded: [],
  },
});
