import type { Hold, Money } from '#libs/contracts';

/** Open holds of one order, and when the first of them ends. */
export interface Basket {
  orderId: string;
  holds: readonly Hold[];
  total: Money;
  expiresAt: string;
}

/** @param holds soonest to end first */
export function basketsOf(holds: readonly Hold[]): Basket[] {
  return [...new Set(holds.map(({ orderId }) => orderId))].flatMap((orderId) => {
    const own = holds.filter((hold) => hold.orderId === orderId);
    const [first] = own;
    if (first === undefined) return [];
    const total = { ...first.total, amount: own.reduce((sum, hold) => sum + hold.total.amount, 0) };
    return [{ orderId, holds: own, total, expiresAt: first.expiresAt }];
  });
}
