import type { ErrorCode, OrderRequestKind, OrderState } from '#libs/contracts';
import { endOfDays, withdrawalDays } from './withdrawal-rules.js';

/** How long after delivery an exporter is asked to take goods back, in days; beyond the law's own time it is a favour. */
const returnDays = 30;

/** What a request is judged by. `destination` in ISO 3166-1; `isPaid`: money was captured and has not all gone back. */
export type AskedOrder = {
  state: OrderState;
  isPaid: boolean;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  destination: string | null;
};

/** Why this can not be asked of the order, or null when it can. Pure. */
export function refusalOf(kind: OrderRequestKind, order: AskedOrder, now: Date): ErrorCode | null {
  if (order.state !== 'confirmed' || !order.isPaid) return 'order.wrong-state';
  switch (kind) {
    case 'cancellation':
      return order.shippedAt === null ? null : 'order.too-late';
    case 'withdrawal': {
      const days = withdrawalDays(order.destination);
      return days === 0 ? 'order.no-withdrawal' : overAfter(days, order, now);
    }
    case 'return':
      return order.shippedAt === null ? 'order.wrong-state' : overAfter(returnDays, order, now);
  }
}

/** Time runs from delivery: it can not be over before. */
const overAfter = (days: number, { deliveredAt }: AskedOrder, now: Date): ErrorCode | null =>
  deliveredAt !== null && now >= endOfDays(deliveredAt, days) ? 'order.too-late' : null;
