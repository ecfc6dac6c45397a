import type { Order } from '#libs/contracts';
import { formatCount, formatMoment, formatMoney } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';
import { RequestRow } from './request-row.js';
import { Stage } from './stage.js';

interface Props {
  orders: readonly Order[] | null;
  /** Then there may be others. */
  isFiltered: boolean;
  onAnswered: () => void;
}

export const OrderList = ({ orders, isFiltered, onAnswered }: Props) => (
  <>
    {orders === null && <p class="quiet">{t('loading')}</p>}
    {orders?.length === 0 && <p class="empty">{t(isFiltered ? 'trade.noneFound' : 'ordersEmpty')}</p>}
    <ul class="orders">
      {orders?.map((order) => (
        <OrderRow key={order.id} order={order} onAnswered={onAnswered} />
      ))}
    </ul>
  </>
);

const OrderRow = ({ order, onAnswered }: { order: Order; onAnswered: () => void }) => (
  <li class="order-row">
    <div>
      <p class="order-row-head">
        <a class="order-link" href={`#orders/${order.id}`}>
          {order.number}
        </a>
        <Stage order={order} />
      </p>
      {order.lines.map((line) => (
        <p key={line.holdId}>
          {formatCount(line.qty)} × <bdi>{line.title}</bdi>
        </p>
      ))}
      <p class="quiet order-row-foot">
        <span class="sr-only">{t('buyer')}</span>
        <bdi>{order.buyerName}</bdi> · <time dateTime={order.placedAt}>{formatMoment(order.placedAt)}</time>
      </p>
      {order.requests
        .filter(({ state }) => state === 'requested')
        .map((request) => (
          <RequestRow key={request.id} request={request} onAnswered={onAnswered} />
        ))}
    </div>
    <strong class="order-row-total">{formatMoney(order.total)}</strong>
  </li>
);
