import { Country } from '#libs/contracts';

const STORED = 'silkcast.country';

/** The country that this person told here before: nothing is looked up, and nobody has to tell. */
export const chosenCountry = (): string | undefined => Country.safeParse(localStorage.getItem(STORED)).data;

export function rememberCountry(code: string | undefined): void {
  if (code === undefined) localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, code);
}
