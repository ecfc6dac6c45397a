import type { Money, Payment, PaymentState } from '#libs/contracts';
import type { Charge } from './payment-provider.js';

/**
 * A payment with whose it is. `attempt` counts from 1 for each order. `holdIds` are what it pays for; none: all of the
 * order. `checkoutUrl` is null where the buyer pays on our own page.
 */
export type PaymentRecord = {
  id: string;
  orderId: string;
  orderNumber: string;
  buyerId: string;
  provider: string;
  attempt: number;
  state: PaymentState;
  amount: Money;
  captured: Money;
  refunded: Money;
  reference: string | null;
  checkoutUrl: string | null;
  holdIds: readonly string[];
  createdAt: string;
};

/** States of a payment that may still bring the money without anybody's mistake. */
export const openPaymentStates = ['pending', 'unknown', 'authorised'] as const satisfies readonly PaymentState[];

export const isOpenPayment = ({ state }: { state: PaymentState }): boolean =>
  openPaymentStates.some((open) => open === state);

export const chargeOf = ({
  id,
  orderId,
  orderNumber,
  attempt,
  amount,
  reference,
  createdAt,
}: PaymentRecord): Charge => ({
  paymentId: id,
  key: `order-${orderId}-try-${attempt}`,
  amount,
  orderNumber,
  reference,
  createdAt,
});

/** A payment as its buyer sees it. */
export const paymentView = (
  { id, orderId, provider, attempt, state, amount, refunded, reference, createdAt, ...payment }: PaymentRecord,
  where: { ownPage: string; instructions: string | null },
): Payment => ({
  id,
  orderId,
  provider,
  attempt,
  state,
  amount,
  refunded,
  checkoutUrl: payment.checkoutUrl ?? where.ownPage,
  reference,
  instructions: where.instructions,
  createdAt,
});
