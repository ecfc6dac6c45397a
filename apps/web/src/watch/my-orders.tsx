import type { Order, OrderRequest } from '#libs/contracts';
import { askable, orderPath } from '#libs/pages';
import { useRef } from 'preact/hooks';
import { formatCount, formatMoment, formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { Carried } from '../ui/carried.js';
import { Icon } from '../ui/icon.js';
import { AskOfOrder } from './ask-of-order.js';
import type { WatchRoom } from './watch-room.js';

/** What the viewer has bought in this session, over the page when it is asked for: the conversation needs its room. */
export function MyOrders({ room }: { room: WatchRoom }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const orders = room.orders.value;
  if (orders.length === 0) return null;
  return (
    <>
      <button type="button" class="card my-orders-open" onClick={() => dialog.current?.showModal()}>
        <Icon name="bag" />
        {t('yourOrders')} <span class="quiet">{formatCount(orders.length)}</span>
      </button>
      <dialog ref={dialog} class="card my-orders" aria-labelledby="my-orders">
        <form method="dialog" class="my-order-head">
          <h2 id="my-orders">{t('yourOrders')}</h2>
          <button class="icon-button" aria-label={t('close')}>
            <Icon name="close" />
          </button>
        </form>
        <ul>
          {orders.map((order) => (
            <MyOrder key={order.id} room={room} order={order} />
          ))}
        </ul>
      </dialog>
    </>
  );
}

const MyOrder = ({ room, order }: { room: WatchRoom; order: Order }) => (
  <li class="my-order">
    <p class="my-order-head">
      <strong>{t('orderNumber', { number: order.number })}</strong>
      <strong>{formatMoney(order.total)}</strong>
    </p>
    {order.lines.map((line) => (
      <p key={line.holdId}>
        {formatCount(line.qty)} × <bdi>{line.title}</bdi>
      </p>
    ))}
    {order.state === 'confirmed' ? <Path order={order} /> : <CalledOff order={order} />}
    {order.tracking !== null && <Carried tracking={order.tracking} />}
    {order.requests.map((request) => (
      <Request key={request.id} request={request} />
    ))}
    {askable(order).length > 0 && <AskOfOrder room={room} order={order} />}
  </li>
);

const Path = ({ order }: { order: Order }) => (
  <ol class="path">
    {orderPath(order).map(({ word, at }) => (
      <li key={word} class={at === null ? 'path-ahead' : 'path-done'}>
        {t(word)}
        {at !== null && (
          <time class="quiet" dateTime={at}>
            {formatMoment(at)}
          </time>
        )}
      </li>
    ))}
  </ol>
);

const CalledOff = ({ order: { state, cancelReason } }: { order: Order }) => (
  <p dir="auto">
    {state === 'cancelled' && cancelReason !== null ? t('cancelled', { reason: cancelReason }) : t(`state.${state}`)}
  </p>
);

const Request = ({ request: { kind, state, answer, dueAt } }: { request: OrderRequest }) => (
  <p class={`request request-${state}`}>
    <strong>{t(`kind.${kind}`)}</strong> · {t(`request.${state}`)}
    {answer !== null && <bdi> · {answer}</bdi>}
    {state === 'requested' && <span class="quiet"> · {t('requestDue', { when: formatMoment(dueAt) })}</span>}
  </p>
);
