import type { PaymentState } from '#libs/contracts';
import { defineLifecycle } from '#libs/platform';

/** A provider may capture what we gave up on: then the order takes the money after all, or it goes back. */
export const paymentLifecycle = defineLifecycle<PaymentState>({
  name: 'payments',
  initial: 'pending',
  resting: ['captured', 'declined', 'expired', 'refunded'],
  moves: {
    pending: ['captured', 'declined', 'expired', 'refunded'],
    declined: ['captured', 'refunded'],
    expired: ['captured', 'refunded'],
    captured: [],
    refunded: [],
  },
});
