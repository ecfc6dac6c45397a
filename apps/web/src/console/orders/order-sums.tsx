import type { OrderSummary } from '#libs/contracts';
import { formatCount, formatMoney } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';

/** What the orders come to; one sum for each currency, for they can not be added. */
export function OrderSums({ summary }: { summary: OrderSummary | null }) {
  const count = (stage: keyof OrderSummary['stages']) => (summary === null ? '–' : formatCount(summary.stages[stage]));
  return (
    <dl class="sums">
      <Sum name={t('revenue')} value={summary?.paid.map(formatMoney).join(' + ') || '–'} />
      <Sum name={t('stage.to-ship')} value={count('to-ship')} />
      <Sum name={t('stage.to-pay')} value={count('to-pay')} />
      <Sum name={t('stage.asked')} value={count('asked')} />
    </dl>
  );
}

const Sum = ({ name, value }: { name: string; value: string }) => (
  <div class="card sum">
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
