const namers = new Map<string, Intl.DisplayNames>();

function namer(type: 'language' | 'region', locale: string): Intl.DisplayNames {
  const key = `${type} ${locale}`;
  const known = namers.get(key) ?? new Intl.DisplayNames([locale, 'en'], { type });
  namers.set(key, known);
  return known;
}

/** The name of a language in another: `languageName('sw', 'fr')` is `swahili`. */
export const languageName = (tag: string, locale: string): string => namer('language', locale).of(tag) ?? tag;

/** The name of a language in itself, as its readers look for it: `Kiswahili`, `简体中文`. */
export function ownName(tag: string): string {
  const name = namer('language', tag).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

export const countryName = (code: string, locale: string): string => namer('region', locale).of(code) ?? code;
