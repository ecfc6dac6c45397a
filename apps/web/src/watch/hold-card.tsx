import type { Hold } from '#libs/contracts';
import { useAction } from '../app/use-action.js';
import { formatCountdown, formatCount, formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { Icon } from '../ui/icon.js';
import { itemName } from './item-name.js';
import { useServerTime } from './use-server-time.js';
import { pay, release } from './viewer-commands.js';
import type { WatchRoom } from './watch-room.js';

export const HoldCards = ({ room }: { room: WatchRoom }) => (
  <>
    {room.holds.value.map((hold) => (
      <HoldCard key={hold.id} room={room} hold={hold} />
    ))}
  </>
);

const HURRY_MS = 120_000;

function HoldCard({ room, hold }: { room: WatchRoom; hold: Hold }) {
  const { run, busy, error } = useAction();
  const left = Date.parse(hold.expiresAt) - useServerTime(room);
  const time = formatCountdown(left);
  return (
    <article class="card hold">
      <header class="hold-head">
        <strong>{t(hold.state === 'PAYING' ? 'paying' : 'holdTitle')}</strong>
        <span
          class={left < HURRY_MS ? 'countdown countdown-hurry' : 'countdown'}
          role="timer"
          aria-label={t('timeLeft', { time })}
        >
          <Icon name="clock" />
          <span aria-hidden="true">{time}</span>
        </span>
      </header>
      <p class="hold-item">
        <bdi>{itemName(room, hold)}</bdi>
        <span>× {formatCount(hold.qty)}</span>
      </p>
      <p class="quiet hold-note">{t('holdNote')}</p>
      <div class="hold-actions">
        <button type="button" class="button button-buy" disabled={busy} onClick={() => run(() => pay(hold.orderId))}>
          {t('payNow', { price: formatMoney(hold.total) })}
        </button>
        {hold.state === 'HELD' && (
          <button
            type="button"
            class="button button-plain hold-back"
            title={t('giveBack')}
            aria-label={t('giveBack')}
            disabled={busy}
            onClick={() => run(() => release(room, hold.id))}
          >
            <Icon name="close" />
            <span>{t('giveBack')}</span>
          </button>
        )}
      </div>
      <FormError error={error} />
    </article>
  );
}
