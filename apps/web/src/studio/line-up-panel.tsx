import { useState } from 'preact/hooks';
import { closeOffer, openOffer, openOfferFor, pinItem, stockOf } from '#libs/client';
import type { LineUpItem } from '#libs/contracts';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { listingTitle } from '#libs/pages';
import { t } from '../i18n/messages.js';
import { OfferTerms } from '../watch/offer-terms.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { FormError } from '../ui/form-error.js';
import { OfferTermsFields, type Terms } from './offer-terms-fields.js';

export const LineUpPanel = ({ room }: { room: WatchRoom }) => (
  <section class="card desk-panel">
    <h2>{t('lineUp')}</h2>
    <ul class="line-up">
      {room.lineUp.map((item) => (
        <LineUpRow key={item.code} room={room} item={item} />
      ))}
    </ul>
  </section>
);

function LineUpRow({ room, item }: { room: WatchRoom; item: LineUpItem }) {
  const { run, busy, error } = useAction();
  const [terms, setTerms] = useState<Terms>({});
  const { id, state, sourceLang } = room.info.value;
  const hall = room.session.value.room;
  const offer = hall ? openOffer(hall, item.code) : undefined;
  const shown = room.pinned.value?.code === item.code;
  const left = item.listing.variants.reduce(
    (sum, variant) => sum + (hall ? stockOf(hall, variant) : variant.stock).available,
    0,
  );
  const pin = () => run(() => staff.me.send(pinItem(id, shown ? null : item.code)));
  const sell = () =>
    run(() => staff.me.send(offer ? closeOffer(offer.id) : openOfferFor(id, { ...terms, code: item.code })));
  return (
    <li class={shown ? 'line-up-row line-up-shown' : 'line-up-row'}>
      {item.listing.image && <img src={item.listing.image} alt="" width="640" height="640" />}
      <div class="line-up-text">
        <p>
          <span class="code">{item.code}</span> <bdi>{listingTitle(item.listing, sourceLang)}</bdi>
        </p>
        <p class="quiet">
          {t('left', { count: left })}
          {shown && ` · ${t('onAir')}`}
        </p>
        {offer ? (
          <OfferTerms room={room} offer={offer} />
        ) : (
          state === 'live' && <OfferTermsFields terms={terms} onChange={setTerms} />
        )}
        <FormError error={error} />
      </div>
      <div class="line-up-actions">
        <button
          type="button"
          class="button button-outline button-small"
          aria-pressed={shown}
          disabled={busy || state !== 'live'}
          onClick={pin}
        >
          {t(shown ? 'unpin' : 'pin')}
        </button>
        <button
          type="button"
          class={offer ? 'button button-outline button-small' : 'button button-small'}
          disabled={busy || state !== 'live'}
          onClick={sell}
        >
          {t(offer ? 'closeOffer' : 'openOffer')}
        </button>
      </div>
    </li>
  );
}
