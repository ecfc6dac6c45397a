import { order as orderOf, orderEvidence } from '#libs/client';
import type { Order } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { saveFile } from '../../app/save-file.js';
import { useAction } from '../../app/use-action.js';
import { usePolled } from '../../app/use-polled.js';
import { formatCount, formatMoment, formatMoney } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { AddressPanel } from './address-panel.js';
import { MoneyPanel } from './money-panel.js';
import { RequestRow } from './request-row.js';
import { ShipmentPanel } from './shipment-panel.js';
import { Stage } from './stage.js';

const ORDER_EVERY_MS = 3000;

/** Everything there is of one order. */
export function OrderView({ id }: { id: string }) {
  const { value: order, error, refresh } = usePolled(() => staff.me.send(orderOf(id)), ORDER_EVERY_MS, `order ${id}`);
  return (
    <article class="order-view">
      <p>
        <a class="back" href="#orders">
          {t('trade.allOrders')}
        </a>
      </p>
      {order === null ? (
        <p class="quiet" role="status">
          {error ?? t('loading')}
        </p>
      ) : (
        <>
          <header class="order-view-head">
            <h2>{t('orderNumber', { number: order.number })}</h2>
            <Stage order={order} />
            <strong class="order-view-total">{formatMoney(order.total)}</strong>
          </header>
          <div class="desk">
            <div class="side">
              <Goods order={order} />
              <ShipmentPanel order={order} onChanged={refresh} />
              <Requests order={order} onAnswered={refresh} />
            </div>
            <div class="side">
              <AddressPanel orderId={id} />
              <MoneyPanel order={order} />
              <Evidence order={order} />
            </div>
          </div>
        </>
      )}
    </article>
  );
}

const Goods = ({ order }: { order: Order }) => (
  <section class="card desk-panel">
    <h3>{t('trade.goods')}</h3>
    <ul class="orders">
      {order.lines.map((line) => (
        <li key={line.holdId} class="order-row">
          <div>
            <p>
              {formatCount(line.qty)} × <bdi>{line.title}</bdi>
            </p>
            <p class="quiet order-row-foot">
              <bdi>{line.sku}</bdi> · {formatMoney(line.unitPrice)}
            </p>
          </div>
          <strong class="order-row-total">
            {formatMoney({ ...line.unitPrice, amount: line.qty * line.unitPrice.amount })}
          </strong>
        </li>
      ))}
    </ul>
    <p class="quiet order-row-foot">
      <bdi>{order.buyerName}</bdi> · <time dateTime={order.placedAt}>{formatMoment(order.placedAt)}</time>
    </p>
    {order.cancelReason !== null && <p dir="auto">{order.cancelReason}</p>}
  </section>
);

const Requests = ({ order, onAnswered }: { order: Order; onAnswered: () => void }) =>
  order.requests.length > 0 && (
    <section class="card desk-panel">
      <h3>{t('trade.requests')}</h3>
      {order.requests.map((request) => (
        <RequestRow key={request.id} request={request} onAnswered={onAnswered} />
      ))}
    </section>
  );

function Evidence({ order: { id, number } }: { order: Order }) {
  const { run, busy, error } = useAction();
  const save = () =>
    run(async () => {
      const evidence = await staff.me.send(orderEvidence(id));
      saveFile(`evidence-${number}.json`, 'application/json', JSON.stringify(evidence));
    });
  return (
    <section class="card desk-panel">
      <h3>{t('trade.evidence')}</h3>
      <p class="quiet">{t('trade.evidenceNote')}</p>
      <p>
        <button type="button" class="button button-outline button-small" disabled={busy} onClick={save}>
          {t('trade.download')}
        </button>
      </p>
      <FormError error={error} />
    </section>
  );
}
