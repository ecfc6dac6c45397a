import { stockOf } from '#libs/client';
import type { LineUpItem, Variant } from '#libs/contracts';
import { imageAlt, isScarce, listingText, stockWord, variantName, wayIn } from '#libs/pages';
import { useState } from 'preact/hooks';
import { useAction } from '../app/use-action.js';
import { formatCount, formatMoney } from '../i18n/format.js';
import { countryName } from '../i18n/language-names.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { OfferTerms } from './offer-terms.js';
import { QuantityPicker } from './quantity-picker.js';
import { claim } from './viewer-commands.js';
import type { WatchRoom } from './watch-room.js';

export function ProductCard({ room }: { room: WatchRoom }) {
  const item = room.pinned.value;
  if (item === null) {
    return (
      <div class="card product product-none">
        <p class="quiet">{t('nothingPinned')}</p>
      </div>
    );
  }
  return <Pinned key={item.code} room={room} item={item} />;
}

function Pinned({ room, item }: { room: WatchRoom; item: LineUpItem }) {
  const lang = room.served.value;
  const { variants, image, originCountry } = item.listing;
  const [chosen, setChosen] = useState(variants[0]?.id);
  const variant = variants.find(({ id }) => id === chosen) ?? variants[0];
  const text = listingText(item, lang);
  return (
    <article class="card product">
      {image && <img class="product-image" src={image} alt={imageAlt(item.listing, lang)} width="640" height="640" />}
      <div class="product-text">
        <p class="product-meta">
          <span class="code">{item.code}</span>
          {originCountry && t('fromCountry', { country: countryName(originCountry) })}
        </p>
        <h2 class="product-title" dir="auto">
          {text?.title}
        </h2>
        <p class="product-description" dir="auto">
          {text?.description}
        </p>
      </div>
      {variants.length > 1 && (
        <fieldset class="variants">
          <legend class="sr-only">{t('choose')}</legend>
          {variants.map((option) => (
            <label key={option.id} class="variant">
              <input
                type="radio"
                name="variant"
                checked={option.id === variant?.id}
                onChange={() => setChosen(option.id)}
              />
              <span dir="auto">{variantName(option, lang)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {variant && <Buy room={room} item={item} variant={variant} />}
    </article>
  );
}

function Buy({ room, item, variant }: { room: WatchRoom; item: LineUpItem; variant: Variant }) {
  const [qty, setQty] = useState(1);
  const { run, busy, error } = useAction();
  const state = room.session.value.room;
  const { originCountry } = item.listing;
  const { available } = state ? stockOf(state, variant) : variant.stock;
  const offer = room.offer.value;
  const price = variant.prices.find(({ currency }) => currency === room.info.value.currency);
  const way = price === undefined ? null : wayIn(offer, available);
  const perBuyer = offer?.maxPerBuyer ?? 1;
  const most = way === 'claim' || way === 'addToBasket' ? Math.min(available, perBuyer) : perBuyer;
  const wanted = Math.max(1, Math.min(qty, most));
  return (
    <div class="buy">
      <p class="price">
        <strong>{price && formatMoney({ ...price, amount: price.amount * wanted })}</strong>
        <span class={isScarce(available) ? 'stock stock-few' : 'stock'}>
          {price && wanted > 1 && `${formatCount(wanted)} × ${formatMoney(price)} · `}
          {t(stockWord(available), { count: available })}
        </span>
      </p>
      <div class="buy-row">
        {way !== null && most > 1 && <QuantityPicker value={wanted} most={most} onChange={setQty} />}
        <button
          type="button"
          class="button button-buy"
          disabled={way === null || busy}
          onClick={() => run(() => claim(room, { code: item.code, variantId: variant.id, qty: wanted }))}
        >
          {t(way ?? (available <= 0 ? 'soldOut' : 'offerClosed'))}
        </button>
      </div>
      {originCountry !== null && originCountry !== room.country.value && <p class="terms">{t('dutiesExtra')}</p>}
      {offer && <OfferTerms room={room} offer={offer} />}
      <FormError error={error} />
    </div>
  );
}
