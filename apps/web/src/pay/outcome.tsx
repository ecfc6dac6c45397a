import { order as readOrder, payment as readPayment } from '#libs/client';
import type { Order, Payment } from '#libs/contracts';
import { viewer } from '../app/client.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';

export type End = 'open' | 'confirmed' | 'declined' | 'over';

const open: readonly Payment['state'][] = ['pending', 'authorised', 'unknown'];

export const endOf = (payment: Payment, order: Order): End => {
  if (order.state === 'confirmed') return 'confirmed';
  if (open.includes(payment.state)) return 'open';
  return payment.state === 'declined' ? 'declined' : 'over';
};

// Only the order tells that it is paid for: the provider's webhook comes later than the buyer's decision.
export async function readEnd({ id }: Payment, { id: orderId }: Order): Promise<End> {
  const [paid, confirmed] = await Promise.all([viewer.me.send(readPayment(id)), viewer.me.send(readOrder(orderId))]);
  return paid.state === 'captured' && confirmed.state === 'pending' ? 'open' : endOf(paid, confirmed);
}

const texts = { confirmed: 'orderConfirmed', declined: 'paymentDeclined', over: 'paymentOver' } as const;

export const Outcome = ({ end }: { end: Exclude<End, 'open'> }) => (
  <p class={`pay-outcome pay-outcome-${end}`} role="status">
    <Icon name={end === 'confirmed' ? 'check' : 'alert'} />
    {t(texts[end])}
  </p>
);
