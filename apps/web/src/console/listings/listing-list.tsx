import { useEffect, useState } from 'preact/hooks';
import { exporterListings } from '#libs/client';
import type { Exporter, Listing } from '#libs/contracts';
import { listingTitle } from '#libs/pages';
import { staff } from '../../app/client.js';
import { errorText } from '../../app/error-text.js';
import { useAction } from '../../app/use-action.js';
import { formatCount, formatMoney } from '../../i18n/format.js';
import { locale, t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { Icon } from '../../ui/icon.js';
import { addressOf } from './addresses.js';
import { FirstListing } from './first-listing.js';

const PAGE = 20;
const PAUSE_MS = 250;

/** The goods of an exporter, newest first, page by page, and those that match what is typed. */
export function ListingList({ exporter }: { exporter: Exporter }) {
  const [typed, setTyped] = useState('');
  const [archived, setArchived] = useState(false);
  const [found, setFound] = useState<readonly Listing[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const { run, busy, error } = useAction();
  const load = (from?: string) =>
    staff.me.send(
      exporterListings(exporter.id, {
        limit: PAGE,
        ...(typed.trim() !== '' && { q: typed.trim() }),
        ...(archived && { archived: 'true' }),
        ...(from !== undefined && { cursor: from }),
      }),
    );
  useEffect(() => {
    let current = true;
    const show = () =>
      load().then(
        (page) => {
          if (!current) return;
          setFound(page.items);
          setCursor(page.nextCursor);
          setMissing(null);
        },
        (failure: unknown) => current && setMissing(errorText(failure)),
      );
    const timer = setTimeout(() => void show(), found === null ? 0 : PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [typed, archived, exporter.id]);
  const more = () =>
    run(async () => {
      const page = await load(cursor ?? undefined);
      setFound([...(found ?? []), ...page.items]);
      setCursor(page.nextCursor);
    });
  if (found?.length === 0 && typed === '' && !archived) return <FirstListing onArchived={() => setArchived(true)} />;
  return (
    <section class="card desk-panel goods">
      <header class="goods-head">
        <h2>{t('goods')}</h2>
        <a class="button button-small" href={addressOf('new')}>
          <Icon name="plus" />
          {t('goodsNew')}
        </a>
        <a class="button button-outline button-small" href={addressOf('table')}>
          {t('goodsTable')}
        </a>
      </header>
      <div class="goods-filter">
        <input
          name="search"
          class="field"
          type="search"
          aria-label={t('goodsSearch')}
          placeholder={t('goodsSearch')}
          maxLength={100}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <label class="goods-archived">
          <input
            name="archived"
            type="checkbox"
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
          />
          {t('goodsArchived')}
        </label>
      </div>
      <FormError error={missing ?? error} />
      {found === null && missing === null && <p class="quiet">{t('loading')}</p>}
      {found?.length === 0 && <p class="quiet goods-none">{t('goodsNoneFound')}</p>}
      <ul class="goods-list">
        {found?.map((listing) => (
          <Row key={listing.id} listing={listing} />
        ))}
      </ul>
      {cursor !== null && (
        <button type="button" class="button button-outline button-small" disabled={busy} onClick={more}>
          {t('goodsMore')}
        </button>
      )}
    </section>
  );
}

function Row({ listing }: { listing: Listing }) {
  const units = listing.variants.reduce((sum, { stock }) => sum + stock.available, 0);
  const price = listing.variants[0]?.prices[0];
  const drafts = Object.values(listing.texts).filter(({ machine, reviewed }) => machine && !reviewed).length;
  const stale = Object.values(listing.texts).filter((text) => text.stale).length;
  return (
    <li>
      <a class="goods-row" href={addressOf(listing.id)}>
        {listing.image ? (
          <img src={listing.image} alt="" width="96" height="96" loading="lazy" />
        ) : (
          <span class="goods-blank" aria-hidden="true">
            <Icon name="bag" />
          </span>
        )}
        <span class="goods-row-text">
          <strong dir="auto">{listingTitle(listing, locale.value)}</strong>
          <span class="quiet">
            {price && formatMoney(price)} · {t('available')} {formatCount(units)}
          </span>
        </span>
        <span class="goods-row-states">
          {drafts > 0 && <span class="state state-pending">{t('goodsDrafts', { count: drafts })}</span>}
          {stale > 0 && <span class="state">{t('textState.stale')}</span>}
        </span>
      </a>
    </li>
  );
}
