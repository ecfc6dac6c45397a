import { locale } from './messages.js';

const namers = new Map<string, Intl.DisplayNames>();

function namer(type: 'language' | 'region', tag: string): Intl.DisplayNames {
  const key = `${type} ${tag}`;
  const known = namers.get(key) ?? new Intl.DisplayNames([tag, 'en'], { type });
  namers.set(key, known);
  return known;
}

/** The name of a language in the language of the page. */
export const languageName = (tag: string): string => namer('language', locale.value).of(tag) ?? tag;

/** The name of a language in itself, as its readers look for it: `Kiswahili`, `简体中文`. */
export function ownName(tag: string): string {
  const name = namer('language', tag).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

export const countryName = (code: string): string => namer('region', locale.value).of(code) ?? code;
