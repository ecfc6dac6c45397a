import type { Offer } from '#libs/contracts';
import { formatCountdown } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { DrawProof } from './draw-proof.js';
import { useServerTime } from './use-server-time.js';
import type { WatchRoom } from './watch-room.js';

/** Whose the units will be, where that is not simply who comes first. */
export function OfferTerms({ room, offer }: { room: WatchRoom; offer: Offer }) {
  if (offer.mode === 'FIRST_PAID') return <p class="terms">{t('firstPaid')}</p>;
  if (offer.mode !== 'FAIR_WINDOW') return null;
  if (offer.seed === null) return <DrawToCome room={room} offer={offer} />;
  return (
    <p class="terms">
      {t('drawn')} <DrawProof offerId={offer.id} />
    </p>
  );
}

/** When the claims of a draw are over, in Unix milliseconds. */
const windowEnd = ({ openedAt, windowSeconds }: Offer): number => Date.parse(openedAt) + (windowSeconds ?? 0) * 1000;

function DrawToCome({ room, offer }: { room: WatchRoom; offer: Offer }) {
  const left = windowEnd(offer) - useServerTime(room);
  return (
    <p class="terms">
      <strong>{left > 0 ? t('drawIn', { time: formatCountdown(left) }) : t('drawSoon')}</strong> {t('drawNote')}
    </p>
  );
}
