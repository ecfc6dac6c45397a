import { awaitedGoods, cancelHold, heldGoods } from '#libs/client';
import type { AwaitedGoods, HeldGoods } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { usePolled } from '../../app/use-polled.js';
import { formatCount, formatMoment, formatMoney } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';

const GOODS_EVERY_MS = 5000;
const SHOWN = 50;

/** What buyers hold of the exporter's stock right now, and what they wait for. */
export function ClaimedGoods({ exporterId }: { exporterId: string }) {
  const held = usePolled(
    () => staff.me.send(heldGoods(exporterId, { limit: SHOWN })),
    GOODS_EVERY_MS,
    `held ${exporterId}`,
  );
  const awaited = usePolled(
    () => staff.me.send(awaitedGoods(exporterId, { limit: SHOWN })),
    GOODS_EVERY_MS,
    `awaited ${exporterId}`,
  );
  return (
    <div class="side">
      <section class="card desk-panel">
        <h2>{t('trade.heldNow')}</h2>
        {held.value?.items.length === 0 && <p class="empty">{t('trade.noneHeld')}</p>}
        <ul class="orders">
          {held.value?.items.map((hold) => (
            <HeldRow key={hold.id} hold={hold} onCancelled={held.refresh} />
          ))}
        </ul>
      </section>
      <section class="card desk-panel">
        <h2>{t('trade.inLine')}</h2>
        {awaited.value?.items.length === 0 && <p class="empty">{t('trade.nobodyWaits')}</p>}
        <ul class="orders">
          {awaited.value?.items.map((place) => (
            <AwaitedRow key={place.id} place={place} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function HeldRow({ hold, onCancelled }: { hold: HeldGoods; onCancelled: () => void }) {
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const { run, busy, error } = useAction();
  const cancel = (event: Event) => {
    event.preventDefault();
    run(async () => {
      await staff.me.send(cancelHold(hold.id, { reason: reason.trim() }));
      onCancelled();
    });
  };
  return (
    <li class="order-row order-row-stack">
      <p class="order-row-line">
        <span>
          {formatCount(hold.qty)} × <bdi>{hold.title}</bdi>
        </span>
        <strong class="order-row-total">{formatMoney(hold.total)}</strong>
      </p>
      <p class="quiet order-row-foot">
        <a href={`#orders/${hold.orderId}`}>{hold.orderNumber}</a> · <bdi>{hold.buyerName}</bdi> ·{' '}
        {t(hold.state === 'PAYING' ? 'trade.paying' : 'trade.until', { when: formatMoment(hold.expiresAt) })}
      </p>
      {asked ? (
        <form class="request-answer" onSubmit={cancel}>
          <input
            name="reason"
            class="field field-small"
            aria-label={t('refuseWhy')}
            placeholder={t('refuseWhy')}
            maxLength={300}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
          <button class="button button-small" disabled={busy || reason.trim() === ''}>
            {t('trade.takeBack')}
          </button>
          <button type="button" class="button button-plain button-small" onClick={() => setAsked(false)}>
            {t('cancel')}
          </button>
        </form>
      ) : (
        <button type="button" class="link order-row-foot" onClick={() => setAsked(true)}>
          {t('trade.takeBack')}
        </button>
      )}
      <FormError error={error} />
    </li>
  );
}

const AwaitedRow = ({ place }: { place: AwaitedGoods }) => (
  <li class="order-row order-row-stack">
    <p>
      {formatCount(place.qty)} × <bdi>{place.title}</bdi>
    </p>
    <p class="quiet order-row-foot">
      <bdi>{place.buyerName}</bdi> · {t('trade.since', { when: formatMoment(place.since) })}
    </p>
  </li>
);
