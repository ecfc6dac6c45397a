import { leaveLine } from '#libs/client';
import type { WaitingPlace } from '#libs/contracts';
import { useAction } from '../app/use-action.js';
import { formatCount } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { Icon } from '../ui/icon.js';
import { Countdown } from './countdown.js';
import { DrawProof } from './draw-proof.js';
import { itemName } from './item-name.js';
import type { WatchRoom } from './watch-room.js';

export const WaitingCards = ({ room }: { room: WatchRoom }) => (
  <>
    {room.waiting.value.map((place) => (
      <WaitingCard key={place.id} room={room} place={place} />
    ))}
  </>
);

const texts = {
  line: { title: 'lineTitle', note: 'lineNote' },
  draw: { title: 'drawTitle', note: 'drawNote' },
  lost: { title: 'drawLost', note: 'drawLostNote' },
} as const;

/** A place in the line, or in a draw that is still to come. */
function WaitingCard({ room, place }: { room: WatchRoom; place: WaitingPlace }) {
  const { run, busy, error } = useAction();
  const isDrawn = typeof room.session.value.room?.offers.get(place.offerId)?.value.seed === 'string';
  const kind = place.drawsAt === null ? 'line' : isDrawn ? 'lost' : 'draw';
  return (
    <article class="card hold waiting">
      <header class="hold-head">
        <strong>{t(texts[kind].title)}</strong>
        {kind === 'draw' && place.drawsAt !== null && <Countdown room={room} until={place.drawsAt} calm />}
        {kind === 'line' && <span class="countdown">{t('lineNumber', { number: place.position })}</span>}
        {kind === 'lost' && <DrawProof offerId={place.offerId} />}
      </header>
      <p class="hold-item">
        <bdi>{itemName(room, place)}</bdi>
        <span>× {formatCount(place.qty)}</span>
        <button
          type="button"
          class="icon-button hold-back"
          title={t('leaveLine')}
          aria-label={`${t('leaveLine')}: ${itemName(room, place)}`}
          disabled={busy}
          onClick={() => run(() => room.person.me.send(leaveLine(place.id)))}
        >
          <Icon name="close" />
        </button>
      </p>
      <p class="quiet hold-note">{t(texts[kind].note)}</p>
      <FormError error={error} />
    </article>
  );
}
