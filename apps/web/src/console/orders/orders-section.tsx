import { useState } from 'preact/hooks';
import { exporterOrders, exporterOrderSummary } from '#libs/client';
import { OrderStage } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { usePolled } from '../../app/use-polled.js';
import { t } from '../../i18n/messages.js';
import { FilterChips } from '../../ui/filter-chips.js';
import { Pager, usePlace } from '../../ui/pager.js';
import { ClaimedGoods } from './claimed-goods.js';
import { OrderList } from './order-list.js';
import { OrderSearch } from './order-search.js';
import { OrderSums } from './order-sums.js';
import { OrderView } from './order-view.js';

const ORDERS_EVERY_MS = 3000;
const PAGE = 20;

interface Props {
  exporterId: string;
  /** The order that the address names; empty where it names none. */
  orderId: string;
}

export const OrdersSection = ({ exporterId, orderId }: Props) =>
  orderId === '' ? <Orders exporterId={exporterId} /> : <OrderView key={orderId} id={orderId} />;

function Orders({ exporterId }: { exporterId: string }) {
  const [stage, setStage] = useState<OrderStage | 'all'>('all');
  const [q, setQ] = useState('');
  const place = usePlace();
  const filter = { limit: PAGE, cursor: place.cursor, stage: stage === 'all' ? undefined : stage, q: q || undefined };
  const orders = usePolled(
    () => staff.me.send(exporterOrders(exporterId, filter)),
    ORDERS_EVERY_MS,
    `orders ${exporterId} ${JSON.stringify(filter)}`,
  );
  const summary = usePolled(
    () => staff.me.send(exporterOrderSummary(exporterId)),
    ORDERS_EVERY_MS,
    `summary ${exporterId}`,
  );
  const from = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      place.restart();
      set(value);
    };
  };
  const stages = OrderStage.options.map((value) => ({
    value,
    text: t(`stage.${value}`),
    count: summary.value?.stages[value],
  }));
  return (
    <>
      <p class="form-error" role="status">
        {orders.error ?? summary.error}
      </p>
      <OrderSums summary={summary.value} />
      <div class="desk">
        <section class="card desk-panel">
          <h2>{t('orders')}</h2>
          <OrderSearch onSearch={from(setQ)} />
          <FilterChips
            label={t('trade.stages')}
            options={[{ value: 'all', text: t('trade.all') }, ...stages]}
            value={stage}
            onChange={from(setStage)}
          />
          <OrderList
            orders={orders.value?.items ?? null}
            isFiltered={stage !== 'all' || q !== ''}
            onAnswered={orders.refresh}
          />
          <Pager place={place} next={orders.value?.nextCursor ?? null} />
        </section>
        <ClaimedGoods exporterId={exporterId} />
      </div>
    </>
  );
}
