import type { Hold } from '#libs/contracts';
import type { Basket } from '#libs/pages';
import { type Action, useAction } from '../app/use-action.js';
import { formatCount, formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { Icon } from '../ui/icon.js';
import { checkoutOf } from '../pay/pay-address.js';
import { Countdown } from './countdown.js';
import { itemName } from './item-name.js';
import { release } from './viewer-commands.js';
import type { WatchRoom } from './watch-room.js';

export const BasketCards = ({ room }: { room: WatchRoom }) => (
  <>
    {room.baskets.value.map((basket) => (
      <BasketCard key={basket.orderId} room={room} basket={basket} />
    ))}
  </>
);

/** All that is held in one order: it is paid at once. */
function BasketCard({ room, basket: { orderId, holds, total, expiresAt } }: { room: WatchRoom; basket: Basket }) {
  const action = useAction();
  const paying = holds.some(({ state }) => state === 'PAYING');
  const reserved = holds.some((hold) => hold.reserved);
  return (
    <article class={reserved ? 'card hold' : 'card hold hold-unreserved'}>
      <header class="hold-head">
        <strong>{t(paying ? 'paying' : reserved ? 'holdTitle' : 'basketTitle')}</strong>
        <Countdown room={room} until={expiresAt} />
      </header>
      <ul class="hold-lines">
        {holds.map((hold) => (
          <HeldLine key={hold.id} room={room} hold={hold} action={action} />
        ))}
      </ul>
      {reserved && <p class="quiet hold-note">{t('holdNote')}</p>}
      {holds.some((hold) => !hold.reserved) && <p class="terms">{t('firstPaid')}</p>}
      <a class="button button-buy hold-pay" href={checkoutOf(orderId, location.pathname)}>
        {t('payNow', { price: formatMoney(total) })}
      </a>
      <FormError error={action.error} />
    </article>
  );
}

const HeldLine = ({ room, hold, action }: { room: WatchRoom; hold: Hold; action: Action }) => (
  <li class="hold-item">
    <bdi>{itemName(room, hold)}</bdi>
    <span>× {formatCount(hold.qty)}</span>
    {!hold.reserved && <span class="tag">{t('mode.FIRST_PAID')}</span>}
    {hold.state === 'HELD' && (
      <button
        type="button"
        class="icon-button hold-back"
        title={t('giveBack')}
        aria-label={`${t('giveBack')}: ${itemName(room, hold)}`}
        disabled={action.busy}
        onClick={() => action.run(() => release(room, hold.id))}
      >
        <Icon name="close" />
      </button>
    )}
  </li>
);
