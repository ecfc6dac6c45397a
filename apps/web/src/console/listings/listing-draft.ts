import {
  type ChangeListing,
  type ChangeVariant,
  Country,
  type CreateListing,
  HsCode,
  type Listing,
  Slug,
} from '#libs/contracts';
import { readAmount, writeAmount } from '#libs/pages';

/** What stands in the fields of the editor, as it was typed. */
export interface ListingDraft {
  sourceLang: string;
  title: string;
  description: string;
  hsCode: string;
  originCountry: string;
  currencies: string[];
  variants: VariantDraft[];
}
export interface VariantDraft {
  id: string | undefined;
  sku: string;
  name: string;
  onHand: string;
  /** By currency. */
  prices: Record<string, string>;
}

export const emptyVariant = (): VariantDraft => ({ id: undefined, sku: '', name: '', onHand: '', prices: {} });
export const emptyDraft = (sourceLang: string, originCountry: string): ListingDraft => ({
  sourceLang,
  title: '',
  description: '',
  hsCode: '',
  originCountry,
  currencies: ['USD'],
  variants: [emptyVariant()],
});

export function draftOf(listing: Listing, locale: string): ListingDraft {
  const text = listing.texts[listing.sourceLang];
  const currencies = listing.variants.flatMap(({ prices }) => prices.map(({ currency }) => currency));
  return {
    sourceLang: listing.sourceLang,
    title: text?.title ?? '',
    description: text?.description ?? '',
    hsCode: listing.hsCode ?? '',
    originCountry: listing.originCountry ?? '',
    currencies: [...new Set(currencies)].sort(),
    variants: listing.variants.map(({ id, sku, name, stock, prices }) => ({
      id,
      sku,
      name,
      onHand: String(stock.onHand),
      prices: Object.fromEntries(
        prices.map(({ currency, amount }) => [currency, writeAmount(amount, currency, locale)]),
      ),
    })),
  };
}

/** Names of fields that can not be taken as they are; `variants.0.sku` is that of the first variant. */
export function faultsOf(draft: ListingDraft, locale: string): string[] {
  return [
    ...(draft.title.trim() === '' ? ['title'] : []),
    ...(draft.description.trim() === '' ? ['description'] : []),
    ...(draft.hsCode === '' || HsCode.safeParse(digits(draft.hsCode)).success ? [] : ['hsCode']),
    ...draft.variants.flatMap(({ sku, name, onHand, prices }, at) => [
      ...(sku.trim() === '' ? [`variants.${at}.sku`] : []),
      ...(name.trim() === '' ? [`variants.${at}.name`] : []),
      ...(onHand === '' || /^\d{1,8}$/.test(onHand) ? [] : [`variants.${at}.onHand`]),
      ...Object.entries(prices)
        .filter(([currency, written]) => written.trim() !== '' && !readAmount(written, currency, locale))
        .map(([currency]) => `variants.${at}.${currency}`),
    ]),
  ];
}

/** As customs write it: 0902.30 is 090230. */
const digits = (hsCode: string) => hsCode.replace(/[.\s]/g, '');
const countryOf = (code: string) => Country.safeParse(code).data ?? null;

export function creationOf(draft: ListingDraft, locale: string): CreateListing {
  const { title, description, sourceLang } = draft;
  const hsCode = digits(draft.hsCode);
  const originCountry = countryOf(draft.originCountry);
  return {
    slug: slugOf(draft),
    sourceLang,
    texts: { [sourceLang]: { title, description } },
    ...(hsCode !== '' && { hsCode }),
    ...(originCountry !== null && { originCountry }),
    variants: draft.variants.map(({ sku, name, onHand, prices }) => ({
      sku,
      name,
      names: {},
      onHand: Number(onHand),
      prices: Object.fromEntries(
        Object.entries(amountsOf(prices, locale)).flatMap(([currency, amount]) =>
          amount === null ? [] : [[currency, amount]],
        ),
      ),
    })),
  };
}

/** Of what the title or the first SKU can be written with in an address, and something that nobody else has. */
function slugOf({ title, variants: [first] }: ListingDraft): string {
  const words = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-');
  const [unique = ''] = crypto.randomUUID().split('-');
  const slug = `${words(title).slice(0, 40)}-${words(first?.sku ?? '').slice(0, 12)}-${unique.slice(0, 4)}`;
  return Slug.parse(slug.replace(/-+/g, '-').replace(/^-|-$/g, ''));
}

/** Null: the field is empty. */
const amountsOf = (prices: Record<string, string>, locale: string): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(prices).map(([currency, written]) => [
      currency,
      written.trim() === '' ? null : readAmount(written, currency, locale),
    ]),
  );

/** Only what differs from what was read: the rest may have changed meanwhile. */
export function changeOf(draft: ListingDraft, listing: Listing, locale: string): ChangeListing {
  const text = { title: draft.title.trim(), description: draft.description.trim() };
  const own = listing.texts[listing.sourceLang];
  const hsCode = digits(draft.hsCode) || null;
  const originCountry = countryOf(draft.originCountry);
  const variants = draft.variants.flatMap((variant) => variantChange(variant, listing, locale));
  return {
    baseVersion: listing.version,
    ...((text.title !== own?.title || text.description !== own.description) && { text }),
    ...(hsCode !== listing.hsCode && { hsCode }),
    ...(originCountry !== listing.originCountry && { originCountry }),
    ...(variants.length > 0 && { variants }),
  };
}

function variantChange(draft: VariantDraft, listing: Listing, locale: string): ChangeVariant[] {
  const known = listing.variants.find(({ id }) => id === draft.id);
  const [sku, name, onHand] = [draft.sku.trim(), draft.name.trim(), Number(draft.onHand)];
  const amounts = amountsOf(draft.prices, locale);
  if (known === undefined) return [{ sku, name, onHand, prices: amounts }];
  const amountIn = (currency: string) => known.prices.find((price) => price.currency === currency)?.amount ?? null;
  const prices = Object.fromEntries(
    Object.entries(amounts).filter(([currency, amount]) => amount !== amountIn(currency)),
  );
  const change = {
    ...(sku !== known.sku && { sku }),
    ...(name !== known.name && { name }),
    ...(draft.onHand !== '' && onHand !== known.stock.onHand && { onHand }),
    ...(Object.keys(prices).length > 0 && { prices }),
  };
  return Object.keys(change).length === 0 ? [] : [{ id: known.id, ...change }];
}
