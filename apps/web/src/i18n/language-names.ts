import { countryName as countryIn, languageName as languageIn } from '#libs/pages';
import { locale } from './messages.js';

/** The name of a language in the language of the page. */
export const languageName = (tag: string): string => languageIn(tag, locale.value);

export const countryName = (code: string): string => countryIn(code, locale.value);
