import type { Session } from '#libs/contracts';
import { lookupTag } from '#libs/translation';

/** The language that a viewer is served: RFC 4647 lookup among those the session offers, else the spoken one. */
export const servedLanguage = (wanted: string, { languages, sourceLang }: Session): string =>
  lookupTag(wanted, [sourceLang, ...languages]) ?? sourceLang;
