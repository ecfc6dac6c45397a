import type { OrderState } from '#libs/contracts';
import { defineLifecycle } from '#libs/platform';

/**
 * A cancelled order comes back only when its payment is captured late, the units are still there and nobody had called
 * it off. One that was paid is cancelled before it is shipped, and returned afterwards.
 */
export const orderLifecycle = defineLifecycle<OrderState>({
  name: 'orders',
  initial: 'pending',
  resting: ['confirmed', 'cancelled', 'returned'],
  moves: {
    pending: ['confirmed', 'cancelled'],
    confirmed: ['cancelled', 'returned'],
    cancelled: ['confirmed'],
    returned: [],
  },
});
