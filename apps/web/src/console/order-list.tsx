import type { Order } from '#libs/contracts';
import { formatCount, formatMoment, formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { RequestRow } from './request-row.js';

interface Props {
  orders: readonly Order[] | null;
  onAnswered: () => void;
}

export const OrderList = ({ orders, onAnswered }: Props) => (
  <section class="card desk-panel">
    <h2>{t('orders')}</h2>
    {orders === null && <p class="quiet">{t('loading')}</p>}
    {orders?.length === 0 && <p class="quiet">{t('ordersEmpty')}</p>}
    <ul class="orders">
      {orders?.map((order) => (
        <OrderRow key={order.id} order={order} onAnswered={onAnswered} />
      ))}
    </ul>
  </section>
);

const OrderRow = ({ order, onAnswered }: { order: Order; onAnswered: () => void }) => (
  <li class="order-row">
    <div>
      <p class="order-row-head">
        <strong>{order.number}</strong>
        <span class={`state state-${order.state}`}>{t(`state.${order.state}`)}</span>
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
      {order.requests.map((request) => (
        <RequestRow key={request.id} request={request} onAnswered={onAnswered} />
      ))}
    </div>
    <strong class="order-row-total">{formatMoney(order.total)}</strong>
  </li>
);
