import { order as readOrder, payment as readPayment } from '#libs/client';
import type { Order, Payment } from '#libs/contracts';
import { type End, endOf, endWords } from '#libs/pages';
import { viewer } from '../app/client.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';

export async function readEnd({ id }: Payment, { id: orderId }: Order): Promise<End> {
  const [paid, confirmed] = await Promise.all([viewer.me.send(readPayment(id)), viewer.me.send(readOrder(orderId))]);
  return endOf(paid, confirmed);
}

export const Outcome = ({ end }: { end: Exclude<End, 'open'> }) => (
  <p class={`pay-outcome pay-outcome-${end}`} role="status">
    <Icon name={end === 'confirmed' ? 'check' : 'alert'} />
    {t(endWords[end])}
  </p>
);
