import type { Money, Payment, PaymentState } from '#libs/contracts';
import type { PaymentProvider } from './payment-provider.js';

/** A payment with whose it is. `attempt` counts from 1 for each order. */
export type PaymentRecord = {
  id: string;
  orderId: string;
  buyerId: string;
  provider: string;
  attempt: number;
  state: PaymentState;
  amount: Money;
  createdAt: string;
};

/** A payment as its buyer sees it. */
export function paymentView({ buyerId: _buyer, ...payment }: PaymentRecord, provider: PaymentProvider): Payment {
  return { ...payment, checkoutUrl: provider.checkoutUrl(payment.id) };
}
