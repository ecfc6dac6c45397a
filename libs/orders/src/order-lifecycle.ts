import type { OrderState } from '#libs/contracts';
import { defineLifecycle } from '#libs/platform';

/** A cancelled order comes back only when its payment is captured late and the units are still there. */
export const orderLifecycle = defineLifecycle<OrderState>({
  name: 'orders',
  initial: 'pending',
  resting: ['confirmed', 'cancelled'],
  moves: { pending: ['confirmed', 'cancelled'], confirmed: [], cancelled: ['confirmed'] },
});
