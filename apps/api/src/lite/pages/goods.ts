import type { LineUpItem, Offer, Variant } from '#libs/contracts';
import { countryName, listingText, variantName, wayIn } from '#libs/pages';
import { type Html, html } from '../html.js';
import type { Room } from '../read-room.js';
import { onceOnly } from './forms.js';

const openOffer = ({ snapshot }: Room, code: string): Offer | undefined =>
  snapshot.offers.find((offer) => offer.code === code);

/** What is shown or can be had, what is shown first. */
export function goodsOf(base: string, room: Room): Html {
  const { snapshot, words } = room;
  const isPinned = ({ code }: LineUpItem) => code === snapshot.pinned;
  const items = snapshot.lineUp
    .filter((item) => isPinned(item) || openOffer(room, item.code) !== undefined)
    .toSorted((a, b) => Number(isPinned(b)) - Number(isPinned(a)));
  return html`<section id="goods">
    <h2>${words.t('product')}</h2>
    ${items.map((item) => card(base, room, item))}
    ${items.length === 0 && html`<p class="quiet">${words.t('nothingPinned')}</p>`}
  </section>`;
}

function card(base: string, room: Room, item: LineUpItem): Html {
  const { words, lang, mine } = room;
  const { originCountry, variants } = item.listing;
  const country = originCountry === null ? null : countryName(originCountry, words.locale);
  return html`<article>
    <h3><span class="code">${item.code}</span> <bdi>${listingText(item, lang)?.title ?? item.code}</bdi></h3>
    ${country !== null && html`<p class="quiet">${words.t('fromCountry', { country })}</p>`}
    ${
      mine === null
        ? html`<ul class="prices">
            ${variants.map((variant) => html`<li>${described(room, variant)}</li>`)}
          </ul>`
        : claimForm(base, room, item)
    }
  </article>`;
}

/** The number of units that are left moves by itself where a script runs. */
function described({ words, lang, snapshot }: Room, variant: Variant): Html {
  const price = variant.prices.find(({ currency }) => currency === snapshot.session.currency);
  const { available } = variant.stock;
  const left = available > 0 ? words.t('stockLeft', { count: words.count(available) }) : words.t('soldOut');
  return html`<bdi>${variantName(variant, lang)}</bdi> <b>${price && words.money(price)}</b>
    <span class="quiet" data-stock="${variant.id}">${left}</span>`;
}

function claimForm(base: string, room: Room, { code, listing }: LineUpItem): Html {
  const { words } = room;
  const offer = openOffer(room, code);
  const available = Math.max(...listing.variants.map(({ stock }) => stock.available));
  const way = wayIn(offer, available);
  const [first] = listing.variants;
  return html`<form method="post" action="${base}/claims">
    ${onceOnly()}<input type="hidden" name="code" value="${code}" />
    <fieldset>
      <legend class="away">${words.t('choose')}</legend>
      ${listing.variants.map(
        (variant) =>
          html`<label class="pick">
            <input type="radio" name="variantId" value="${variant.id}" ${variant === first && html` checked`} />
            <span>${described(room, variant)}</span>
          </label>`,
      )}
    </fieldset>
    ${offer && terms(room, offer)}
    <div class="row">
      ${
        offer !== undefined && way !== null && offer.maxPerBuyer > 1
          ? html`<label
              >${words.t('quantity')}
              <input type="number" name="qty" value="1" min="1" max="${offer.maxPerBuyer}" inputmode="numeric" />
            </label>`
          : null
      }
      ${
        way === null
          ? html`<p class="quiet">${words.t(offer === undefined ? 'offerClosed' : 'soldOut')}</p>`
          : html`<button>${words.t(way)}</button>`
      }
    </div>
  </form>`;
}

/** Whose the units will be, where that is not simply who comes first. */
function terms({ words }: Room, { mode, seed }: Offer): Html | null {
  if (mode === 'FIRST_PAID') return html`<p class="quiet">${words.t('firstPaid')}</p>`;
  if (mode !== 'FAIR_WINDOW') return null;
  return html`<p class="quiet">${words.t(seed === null ? 'drawNote' : 'drawn')}</p>`;
}
