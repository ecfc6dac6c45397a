import { useState } from 'preact/hooks';
import { changeListing, createListing, listing as readListing } from '#libs/client';
import type { Exporter, Listing } from '#libs/contracts';
import { listingTitle } from '#libs/pages';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { usePolled } from '../../app/use-polled.js';
import { locale, t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { addressOf } from './addresses.js';
import { DetailFields } from './detail-fields.js';
import { ImagePanel } from './image-panel.js';
import { changeOf, creationOf, draftOf, emptyDraft, faultsOf } from './listing-draft.js';
import { LanguagesPanel } from './languages-panel.js';
import { VariantFields } from './variant-fields.js';

const EVERY_MS = 4000;

export function ListingEditor({ exporter, id }: { exporter: Exporter; id: string | null }) {
  const { value, error, refresh } = usePolled(
    () => (id === null ? Promise.resolve(null) : staff.me.send(readListing(id))),
    EVERY_MS,
    `listing ${id}`,
  );
  return (
    <section class="goods">
      <a class="goods-back" href={addressOf()}>
        {t('goodsBack')}
      </a>
      {id === null ? (
        <ListingForm exporter={exporter} newest={null} onSaved={() => {}} />
      ) : value === null ? (
        <p class="quiet">{error ?? t('loading')}</p>
      ) : (
        <Opened exporter={exporter} newest={value} onChanged={refresh} />
      )}
    </section>
  );
}

/** `base` is what the fields were filled with: what somebody else changes meanwhile is told, not overwritten. */
function Opened({ exporter, newest, onChanged }: { exporter: Exporter; newest: Listing; onChanged: () => void }) {
  const [base, setBase] = useState(newest);
  const [fillings, setFillings] = useState(0);
  const fillWith = (listing: Listing) => {
    setBase(listing);
    setFillings(fillings + 1);
  };
  /** What is typed into the fields stays. `changes`: as many versions further on, nobody else has changed it in between. */
  const own = (listing: Listing, changes = 1) => {
    if (listing.version <= base.version + changes) setBase(listing);
    onChanged();
  };
  const shown = newest.version >= base.version ? newest : base;
  return (
    <>
      {shown.version > base.version && (
        <p class="goods-notice" role="status">
          {t('goodsChanged')}{' '}
          <button type="button" class="link" onClick={() => fillWith(newest)}>
            {t('goodsReload')}
          </button>
        </p>
      )}
      <ListingForm
        key={fillings}
        exporter={exporter}
        newest={base}
        onSaved={(listing) => {
          fillWith(listing);
          onChanged();
        }}
      />
      <div class="desk">
        <ImagePanel listing={shown} onChanged={own} />
        <LanguagesPanel listing={shown} onChanged={own} />
      </div>
      <Archive listing={shown} onChanged={own} />
    </>
  );
}

interface FormProps {
  exporter: Exporter;
  newest: Listing | null;
  onSaved: (listing: Listing) => void;
}

function ListingForm({ exporter, newest, onSaved }: FormProps) {
  const tag = locale.value;
  const [draft, setDraft] = useState(() =>
    newest === null ? emptyDraft(tag.split('-')[0] ?? 'en', exporter.country) : draftOf(newest, tag),
  );
  const [tried, setTried] = useState(false);
  const { run, busy, error } = useAction();
  const faults = faultsOf(draft, tag);
  const shownFaults = tried ? faults : [];
  const save = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (faults.length > 0) return;
    run(async () => {
      if (newest !== null) return onSaved(await staff.me.send(changeListing(newest.id, changeOf(draft, newest, tag))));
      const { id } = await staff.me.send(createListing(exporter.id, creationOf(draft, tag)));
      location.hash = addressOf(id);
    });
  };
  return (
    <form class="card desk-panel goods-form" onSubmit={save} noValidate>
      <h2 dir="auto">{newest === null ? t('goodsNew') : listingTitle(newest, tag)}</h2>
      <DetailFields draft={draft} faults={shownFaults} isNew={newest === null} onChange={setDraft} />
      <VariantFields draft={draft} faults={shownFaults} onChange={setDraft} />
      <FormError error={error ?? (shownFaults.length > 0 ? t('goodsFaults', { count: shownFaults.length }) : null)} />
      <div class="goods-actions">
        <button class="button" disabled={busy}>
          {newest === null ? t('goodsCreate') : t('save')}
        </button>
      </div>
    </form>
  );
}

function Archive({ listing, onChanged }: { listing: Listing; onChanged: (listing: Listing) => void }) {
  const { run, busy, error } = useAction();
  const archived = listing.archivedAt === null;
  const turn = () =>
    run(async () =>
      onChanged(await staff.me.send(changeListing(listing.id, { baseVersion: listing.version, archived }))),
    );
  return (
    <div class="goods-archive">
      <p class="quiet">{t(archived ? 'goodsArchiveNote' : 'goodsArchivedNote')}</p>
      <button type="button" class="button button-outline button-small" disabled={busy} onClick={turn}>
        {t(archived ? 'goodsArchive' : 'goodsRestore')}
      </button>
      <FormError error={error} />
    </div>
  );
}
