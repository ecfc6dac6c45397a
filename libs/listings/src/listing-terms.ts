import type { Listing, ListingText } from '#libs/contracts';
import type { NewTerm } from '#libs/translation';

type Named = { listing: Listing; code: string; brand: string; languages: readonly string[] };

/** A term of any language. */
const ANY_LANGUAGE = 'mul';

/**
 * The words that a product brings with it: what people call it and its variants in each language, where it comes from,
 * and its brand and codes, which are the same in all. What a machine wrote and nobody read teaches nothing.
 */
export function termsOfListing({ listing, code, brand, languages }: Named): NewTerm[] {
  const { id: listingId, sourceLang, texts, variants, originCountry } = listing;
  const titles = Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => isTrusted(text))
      .map(([lang, { title }]) => [lang, title]),
  );
  const all = [...new Set([...Object.keys(titles), ...languages])];
  const kept = [brand, code, ...variants.map(({ sku }) => sku)].filter(isName);
  return [
    ...inEachLanguage(titles),
    ...variants.flatMap(({ name, names }) => inEachLanguage({ ...names, [sourceLang]: name })),
    ...(originCountry === null ? [] : inEachLanguage(countryNames(originCountry, all))),
    ...kept.map((word) => ({ sourceLang: ANY_LANGUAGE, source: word, targets: { '*': word } })),
  ].map((term) => ({ ...term, listingId }));
}

const isTrusted = ({ machine, reviewed }: ListingText) => !machine || reviewed;

/** Amounts (`250 g`) are guarded as numbers, and a single letter is a word of many languages. */
const isName = (word: string) => /\p{L}/u.test(word) && [...word].length > 1;
const isAmount = (word: string) => /^\p{N}/u.test(word);

/** Each language's word, and what it becomes in the others. */
function inEachLanguage(words: Readonly<Record<string, string>>): Omit<NewTerm, 'listingId'>[] {
  return Object.entries(words)
    .filter(([, word]) => isName(word) && !isAmount(word))
    .map(([sourceLang, source]) => ({
      sourceLang,
      source,
      targets: Object.fromEntries(Object.entries(words).filter(([lang]) => lang !== sourceLang)),
    }))
    .filter(({ targets }) => Object.keys(targets).length > 0);
}

/** CLDR's names of a country. */
function countryNames(country: string, languages: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    languages.flatMap((lang) => {
      const name = new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' }).of(country);
      return name === undefined ? [] : [[lang, name]];
    }),
  );
}
