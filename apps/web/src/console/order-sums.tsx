import type { Order } from '#libs/contracts';
import { formatCount, formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';

/** What the latest orders come to; one sum for each currency, for they can not be added. */
export function OrderSums({ orders }: { orders: readonly Order[] }) {
  const confirmed = orders.filter(({ state }) => state === 'confirmed');
  const pending = orders.filter(({ state }) => state === 'pending');
  return (
    <dl class="sums">
      <Sum name={t('revenue')} value={moneyOf(confirmed)} />
      <Sum name={t('state.confirmed')} value={formatCount(confirmed.length)} />
      <Sum name={t('state.pending')} value={formatCount(pending.length)} />
    </dl>
  );
}

const Sum = ({ name, value }: { name: string; value: string }) => (
  <div class="card sum">
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

function moneyOf(orders: readonly Order[]): string {
  const sums = new Map<string, number>();
  for (const { total } of orders) sums.set(total.currency, (sums.get(total.currency) ?? 0) + total.amount);
  return [...sums].map(([currency, amount]) => formatMoney({ currency, amount })).join(' + ') || '–';
}
