import { useState } from 'preact/hooks';
import type { Order } from '#libs/contracts';
import { formatCount, formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';
import type { WatchRoom } from './watch-room.js';

const SEEN = 'silkcast.seen-orders';
const readSeen = (): string[] => (sessionStorage.getItem(SEEN) ?? '').split(',');

/** Confirmed orders of this session that the buyer has not put away yet. */
export function OrderCards({ room }: { room: WatchRoom }) {
  const [seen, setSeen] = useState(readSeen);
  const putAway = (id: string) => {
    sessionStorage.setItem(SEEN, [...seen, id].join(','));
    setSeen([...seen, id]);
  };
  return (
    <>
      {room.confirmed.value
        .filter(({ id }) => !seen.includes(id))
        .map((order) => (
          <OrderCard key={order.id} order={order} onClose={() => putAway(order.id)} />
        ))}
    </>
  );
}

const OrderCard = ({ order, onClose }: { order: Order; onClose: () => void }) => (
  <div class="card order" role="status">
    <span class="order-check" aria-hidden="true">
      <Icon name="check" />
    </span>
    <div class="order-text">
      <strong>{t('orderConfirmed')}</strong>
      <p>
        {t('orderNumber', { number: order.number })} · {formatMoney(order.total)}
      </p>
      {order.lines.map((line) => (
        <p key={line.holdId} class="quiet">
          <bdi>{line.title}</bdi> × {formatCount(line.qty)}
        </p>
      ))}
      <p class="quiet">{t('orderThanks')}</p>
    </div>
    <button type="button" class="icon-button" aria-label={t('close')} onClick={onClose}>
      <Icon name="close" />
    </button>
  </div>
);
