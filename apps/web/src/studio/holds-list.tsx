import { useState } from 'preact/hooks';
import { cancelHold, offerHolds } from '#libs/client';
import type { Offer, OfferHold } from '#libs/contracts';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { formatCount, formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { Countdown } from '../watch/countdown.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { LiveList, SHOWN_ROWS } from './live-list.js';
import { ReasonForm } from './reason-form.js';
import { useLive } from './use-live.js';

const EVERY_MS = 3000;

/** Who holds units now, the first that was given first. */
export function HoldsList({ room, offer }: { room: WatchRoom; offer: Offer }) {
  const load = () => staff.me.send(offerHolds(offer.id, { limit: SHOWN_ROWS }));
  const { value, error, refresh } = useLive(room, load, EVERY_MS, offer.id);
  const row = (hold: OfferHold) => <HoldRow key={hold.id} room={room} hold={hold} onCancelled={refresh} />;
  return <LiveList page={value} error={error} empty={t('desk.noHolds')} row={row} />;
}

function HoldRow({ room, hold, onCancelled }: { room: WatchRoom; hold: OfferHold; onCancelled: () => void }) {
  const [asked, setAsked] = useState(false);
  const { run, busy, error } = useAction();
  const cancel = (reason: string) =>
    run(async () => {
      await staff.me.send(cancelHold(hold.id, { reason }));
      setAsked(false);
      onCancelled();
    });
  return (
    <li class="live-row">
      <p class="live-row-main">
        <bdi class="live-row-name">{hold.buyerName}</bdi>
        <span class="quiet">
          {formatCount(hold.qty)} × <bdi>{hold.variantName}</bdi> · {formatMoney(hold.total)}
        </span>
      </p>
      <span class={`mark mark-${hold.state.toLowerCase()}`}>{t(`desk.hold.${hold.state}`)}</span>
      <Countdown room={room} until={hold.expiresAt} />
      {asked ? (
        <ReasonForm
          label={t('desk.cancelHoldWhy', { name: hold.buyerName })}
          action={t('desk.cancelHold')}
          busy={busy}
          onReason={cancel}
          onCancel={() => setAsked(false)}
        />
      ) : (
        <button
          type="button"
          class="button button-plain button-small"
          aria-label={t('desk.cancelHoldOf', { name: hold.buyerName })}
          onClick={() => setAsked(true)}
        >
          {t('desk.cancelHold')}
        </button>
      )}
      <FormError error={error} />
    </li>
  );
}
