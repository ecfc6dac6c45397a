import { offerClaims } from '#libs/client';
import type { Offer, OfferClaim } from '#libs/contracts';
import { staff } from '../app/client.js';
import { formatCount, formatTime } from '../i18n/format.js';
import { t, tIfKnown } from '../i18n/messages.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { LiveList, SHOWN_ROWS } from './live-list.js';
import { useLive } from './use-live.js';

const EVERY_MS = 3000;

/** Every claim of an offer with what came of it, the latest first. */
export function ClaimsList({ room, offer }: { room: WatchRoom; offer: Offer }) {
  const load = () => staff.me.send(offerClaims(offer.id, { limit: SHOWN_ROWS }));
  const { value, error } = useLive(room, load, EVERY_MS, offer.id);
  const row = (claim: OfferClaim) => (
    <li key={claim.id} class="live-row">
      <p class="live-row-main">
        <bdi class="live-row-name">{claim.buyerName}</bdi>
        <span class="quiet">
          {formatCount(claim.qty)}
          {claim.variantName !== null && (
            <>
              {' × '}
              <bdi>{claim.variantName}</bdi>
            </>
          )}
          {` · ${formatTime(claim.at)} · ${t('desk.claimNumber', { number: claim.seq })}`}
        </span>
      </p>
      <span class={`mark mark-${claim.outcome.toLowerCase()}`}>
        {tIfKnown(`desk.came.${claim.outcome}`) ?? claim.outcome}
      </span>
    </li>
  );
  return <LiveList page={value} error={error} empty={t('desk.noClaims')} row={row} />;
}
