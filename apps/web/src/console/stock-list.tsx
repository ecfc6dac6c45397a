import type { Listing, Stock } from '#libs/contracts';
import { formatCount } from '../i18n/format.js';
import { listingTitle, variantName } from '#libs/pages';
import { locale, t } from '../i18n/messages.js';
import { StockEditor } from './stock-editor.js';

interface Props {
  listings: readonly Listing[] | null;
  onSaved: () => void;
}

export const StockList = ({ listings, onSaved }: Props) => (
  <section class="card desk-panel">
    <h2>{t('stock')}</h2>
    {listings === null && <p class="quiet">{t('loading')}</p>}
    {listings?.map((listing) => (
      <article key={listing.id} class="stocked">
        {listing.image && <img src={listing.image} alt="" width="640" height="640" />}
        <div class="stocked-text">
          <h3 dir="auto">{listingTitle(listing, locale.value)}</h3>
          {listing.variants.map((variant) => (
            <div key={variant.id} class="stocked-variant">
              <p>
                <bdi>{variantName(variant, locale.value)}</bdi> <span class="quiet">{variant.sku}</span>
              </p>
              <StockBar stock={variant.stock} />
              <StockEditor key={variant.stock.onHand} variant={variant} onSaved={onSaved} />
            </div>
          ))}
        </div>
      </article>
    ))}
  </section>
);

/** Sold, held and free, as parts of all there are. */
const StockBar = ({ stock }: { stock: Stock }) => (
  <>
    <svg class="stock-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="stock-bar-free" width="100" height="6" />
      <rect class="stock-bar-held" width={share(stock.sold + stock.held, stock)} height="6" />
      <rect class="stock-bar-sold" width={share(stock.sold, stock)} height="6" />
    </svg>
    <p class="stock-figures quiet">
      <span>
        {t('sold')} {formatCount(stock.sold)}
      </span>
      <span>
        {t('held')} {formatCount(stock.held)}
      </span>
      <span>
        {t('available')} <strong>{formatCount(stock.available)}</strong>
      </span>
    </p>
  </>
);

const share = (units: number, stock: Stock): number => (stock.onHand === 0 ? 0 : (100 * units) / stock.onHand);
