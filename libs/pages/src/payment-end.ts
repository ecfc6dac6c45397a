import type { Order, Payment } from '#libs/contracts';
import type { MessageKey } from './messages.js';

export type End = 'open' | 'confirmed' | 'declined' | 'over';

const open: readonly Payment['state'][] = ['pending', 'authorised', 'unknown'];

/** How a payment ended. Only the order tells that it is paid for: the provider's word comes after the buyer's decision. */
export function endOf(payment: Payment, order: Order): End {
  if (order.state === 'confirmed') return 'confirmed';
  if (open.includes(payment.state) || (payment.state === 'captured' && order.state === 'pending')) return 'open';
  return payment.state === 'declined' ? 'declined' : 'over';
}

export const endWords = {
  confirmed: 'orderConfirmed',
  declined: 'paymentDeclined',
  over: 'paymentOver',
} as const satisfies Record<Exclude<End, 'open'>, MessageKey>;

/** What the buyer does elsewhere while a payment is open. */
export function awaitedWord({ provider }: Pick<Payment, 'provider'>): MessageKey {
  if (provider === 'mobile-money') return 'payOnPhone';
  if (provider === 'cash-on-delivery') return 'payAtDoor';
  return provider === 'bank-transfer' ? 'payTransfer' : 'paymentWaiting';
}
