import type { Money, Order } from '#libs/contracts';
import { formatCount, formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';

export const Bill = ({ order, amount }: { order: Order; amount: Money }) => (
  <>
    <p class="quiet">{t('orderNumber', { number: order.number })}</p>
    <ul class="bill">
      {order.lines.map((line) => (
        <li key={line.holdId}>
          <bdi>{line.title}</bdi>
          <span class="quiet">
            {formatCount(line.qty)} × {formatMoney(line.unitPrice)}
          </span>
        </li>
      ))}
    </ul>
    <p class="bill-total">
      <span>{t('total')}</span>
      <strong>{formatMoney(amount)}</strong>
    </p>
  </>
);
