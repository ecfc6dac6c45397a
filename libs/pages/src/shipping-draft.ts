import { Shipping } from '#libs/contracts';
import type { MessageKey } from './messages.js';

const fields = ['name', 'street', 'city', 'region', 'postalCode', 'country', 'phone', 'email', 'note'] as const;
export type ShippingField = (typeof fields)[number];
/** What stands in the form, as it was typed. */
export type ShippingDraft = Readonly<Record<ShippingField, string>>;
/** What is wrong with which field. */
export type Faults = Readonly<Partial<Record<ShippingField, MessageKey>>>;

export const draftOf = (shipping: Shipping | null): ShippingDraft => ({
  name: shipping?.name ?? '',
  street: shipping?.lines.join(', ') ?? '',
  city: shipping?.city ?? '',
  region: shipping?.region ?? '',
  postalCode: shipping?.postalCode ?? '',
  country: shipping?.country ?? '',
  phone: shipping?.phone ?? '',
  email: shipping?.email ?? '',
  note: shipping?.note ?? '',
});

export const isBlank = (draft: ShippingDraft): boolean => fields.every((name) => draft[name].trim() === '');

/** The address that was typed, by the same rules as the server's, or what keeps it from being one. */
export function readShipping({ street, ...draft }: ShippingDraft): { shipping: Shipping } | { faults: Faults } {
  const phone = draft.phone.replaceAll(/[\s().-]/g, '').replace(/^00/, '+');
  const given = Object.entries({ ...draft, phone }).filter(([, text]) => text.trim() !== '');
  const lines = street.trim() === '' ? [] : [street];
  const { data, error } = Shipping.safeParse({ ...Object.fromEntries(given), lines });
  if (data !== undefined) return { shipping: data };
  const typed: ShippingDraft = { ...draft, street };
  const wrong = error.issues.map(({ path }) => (path[0] === 'lines' ? 'street' : path[0]) as ShippingField);
  // the rule that one of the two is needed is looked at only once all else is right
  if (draft.phone.trim() === '' && draft.email.trim() === '') wrong.push('phone');
  return { faults: Object.fromEntries(wrong.map((name) => [name, faultOf(name, typed[name])])) };
}

function faultOf(name: ShippingField, text: string): MessageKey {
  if (text.trim() === '') return name === 'phone' ? 'invalid.contact' : 'invalid.missing';
  if (name === 'phone') return 'invalid.phone';
  return name === 'email' ? 'invalid.email' : 'invalid.text';
}
