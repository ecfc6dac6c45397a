import { offerWaiting } from '#libs/client';
import type { Offer, OfferPlace } from '#libs/contracts';
import { staff } from '../app/client.js';
import { formatCount, formatTime } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { Countdown } from '../watch/countdown.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { LiveList, SHOWN_ROWS } from './live-list.js';
import { useLive } from './use-live.js';

const EVERY_MS = 3000;

/** Who waits for units, the next to be served first. */
export function WaitingList({ room, offer }: { room: WatchRoom; offer: Offer }) {
  const load = () => staff.me.send(offerWaiting(offer.id, { limit: SHOWN_ROWS }));
  const { value, error } = useLive(room, load, EVERY_MS, offer.id);
  const row = (place: OfferPlace) => (
    <li key={place.id} class="live-row">
      <p class="live-row-main">
        <bdi class="live-row-name">{place.buyerName}</bdi>
        <span class="quiet">
          {formatCount(place.qty)} × <bdi>{place.variantName}</bdi> · {formatTime(place.since)}
        </span>
      </p>
      <span class="mark">{t('desk.claimNumber', { number: place.position })}</span>
      {place.drawsAt !== null && <Countdown room={room} until={place.drawsAt} calm />}
    </li>
  );
  return <LiveList page={value} error={error} empty={t('desk.noWaiting')} row={row} />;
}
