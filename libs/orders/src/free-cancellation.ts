import type { OrderState, PaymentState } from '#libs/contracts';

/** Money that the buyer has given, or that was taken and is on its way back. */
const taken: readonly PaymentState[] = ['captured', 'refunding', 'refunded'];

export type Cancellable = { state: OrderState; shippedAt: Date | null };

/**
 * A buyer cancels freely until the money is captured: also an order that stands already because its money comes with the
 * goods, as long as they are not on their way. Pure.
 */
export function isFreeToCancel(order: Cancellable, payments: readonly { state: PaymentState }[]): boolean {
  if (order.state === 'pending') return true;
  return (
    order.state === 'confirmed' && order.shippedAt === null && !payments.some(({ state }) => taken.includes(state))
  );
}
