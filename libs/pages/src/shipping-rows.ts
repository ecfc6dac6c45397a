import { Country } from '#libs/contracts';
import { countryName } from './language-names.js';
import type { MessageKey } from './messages.js';
import type { ShippingField } from './shipping-draft.js';

type Row = { name: ShippingField; label: MessageKey; autocomplete: string; optional?: true; mode?: 'tel' | 'email' };

/** The fields of an address in the order they are asked; the country, which is chosen, comes after them. */
export const shippingRows: readonly Row[] = [
  { name: 'name', label: 'ship.name', autocomplete: 'name' },
  { name: 'street', label: 'ship.street', autocomplete: 'street-address' },
  { name: 'city', label: 'ship.city', autocomplete: 'address-level2' },
  { name: 'postalCode', label: 'ship.postalCode', autocomplete: 'postal-code', optional: true },
  { name: 'region', label: 'ship.region', autocomplete: 'address-level1', optional: true },
  { name: 'phone', label: 'ship.phone', autocomplete: 'tel', mode: 'tel' },
  { name: 'email', label: 'email', autocomplete: 'email', mode: 'email', optional: true },
  { name: 'note', label: 'ship.note', autocomplete: 'off', optional: true },
];

/** Codes and names, by name as the reader sorts. */
export const countriesIn = (locale: string): [code: string, name: string][] =>
  Country.options
    .map((code): [string, string] => [code, countryName(code, locale)])
    .toSorted(([, a], [, b]) => a.localeCompare(b, locale));
