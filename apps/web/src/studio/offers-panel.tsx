import { useState } from 'preact/hooks';
import type { Offer } from '#libs/contracts';
import { t } from '../i18n/messages.js';
import { Choice } from '../ui/choice.js';
import { OfferTerms } from '../watch/offer-terms.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { ClaimsList } from './claims-list.js';
import { HoldsList } from './holds-list.js';
import { WaitingList } from './waiting-list.js';

const lists = { holds: HoldsList, waiting: WaitingList, claims: ClaimsList } as const;
type List = keyof typeof lists;

/** Who takes part in the offers: who holds, who waits, and what came of every claim. */
export function OffersPanel({ room }: { room: WatchRoom }) {
  const [wanted, setWanted] = useState<string | null>(null);
  const [list, setList] = useState<List>('holds');
  const offers = [...(room.session.value.room?.offers.values() ?? [])].map(({ value }) => value);
  const shown = latestFirst(offers);
  const offer = shown.find(({ id }) => id === wanted) ?? shown[0];
  const Shown = lists[list];
  return (
    <section class="card desk-panel offers-panel">
      <h2>{t('desk.claims')}</h2>
      {offer === undefined ? (
        <p class="empty">{t('desk.noOffer')}</p>
      ) : (
        <>
          {shown.length > 1 && (
            <Choice
              label={t('desk.offer')}
              options={shown.map(({ id, code }) => ({ value: id, text: code }))}
              value={offer.id}
              onChange={setWanted}
            />
          )}
          <OfferTerms room={room} offer={offer} />
          <Choice
            label={t('desk.claims')}
            options={(['holds', 'waiting', 'claims'] as const).map((value) => ({
              value,
              text: t(`desk.list.${value}`),
            }))}
            value={list}
            onChange={setList}
          />
          <Shown key={`${offer.id} ${list}`} room={room} offer={offer} />
        </>
      )}
    </section>
  );
}

/** The open ones before those that are over; the latest of each item. */
function latestFirst(offers: readonly Offer[]): Offer[] {
  const open = (offer: Offer) => (offer.closedAt === null ? 1 : 0);
  return offers
    .toSorted((a, b) => open(b) - open(a) || (a.openedAt < b.openedAt ? 1 : -1))
    .filter((offer, index, all) => all.findIndex(({ code }) => code === offer.code) === index);
}
