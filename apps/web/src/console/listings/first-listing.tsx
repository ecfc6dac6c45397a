import { t } from '../../i18n/messages.js';
import { Icon } from '../../ui/icon.js';
import { addressOf } from './addresses.js';

/** What an exporter sees who sells nothing yet: what to do, in three steps. */
export const FirstListing = ({ onArchived }: { onArchived: () => void }) => (
  <section class="card desk-panel goods-first">
    <span class="goods-first-mark" aria-hidden="true">
      <Icon name="bag" />
    </span>
    <h2>{t('goodsFirst')}</h2>
    <ol>
      <li>{t('goodsFirst.describe')}</li>
      <li>{t('goodsFirst.picture')}</li>
      <li>{t('goodsFirst.languages')}</li>
    </ol>
    <div class="goods-actions">
      <a class="button" href={addressOf('new')}>
        <Icon name="plus" />
        {t('goodsNew')}
      </a>
      <a class="button button-outline" href={addressOf('table')}>
        {t('goodsTable')}
      </a>
      <button type="button" class="button button-plain" onClick={onArchived}>
        {t('goodsArchived')}
      </button>
    </div>
  </section>
);
