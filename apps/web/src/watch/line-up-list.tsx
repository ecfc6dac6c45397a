import { listingText } from '#libs/pages';
import { formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import type { WatchRoom } from './watch-room.js';

/** Everything that the session shows, in the order in which the host means to show it. */
export function LineUpList({ room }: { room: WatchRoom }) {
  const { currency } = room.info.value;
  if (room.lineUp.length < 2) return null;
  return (
    <details class="line-up-shown">
      <summary>{t('allShown')}</summary>
      <ol class="line-up-shown-list">
        {room.lineUp.map((item) => {
          const prices = item.listing.variants.flatMap(({ prices }) =>
            prices.filter((price) => price.currency === currency),
          );
          const [lowest] = prices.toSorted((a, b) => a.amount - b.amount);
          return (
            <li key={item.code}>
              <span class="code">{item.code}</span>
              <bdi>{listingText(item, room.served.value)?.title}</bdi>
              <span class="quiet">{lowest && formatMoney(lowest)}</span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
