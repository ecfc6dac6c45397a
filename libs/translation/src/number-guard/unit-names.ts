import { knownLanguage } from './known-language.js';
import { spokenMoney, spokenUnits } from './unit-supplement.js';
import type { Unit } from './number-token.js';

const currencies =
  'USD EUR GBP JPY CNY KRW INR BRL RUB TRY IDR VND THB KES TZS UGX RWF BIF CDF NGN ZAR ETB GHS EGP SAR AED MAD IRR PKR BDT LKR NPR CHF SEK NOK DKK ISK PLN CZK HUF RON UAH ILS MXN ARS CLP COP PEN CAD AUD NZD HKD SGD TWD PHP MYR XAF XOF KWD QAR BHD OMR'.split(
    ' ',
  );
const measures =
  'gram kilogram liter milliliter meter centimeter millimeter kilometer inch foot pound ounce gallon mile yard'.split(
    ' ',
  );
const times = 'second minute hour day week month year'.split(' ');
const temperatures = 'celsius fahrenheit degree'.split(' ');

/** Names that are everyday words as well: what they name must not be missed in a translation. */
const loose = new Set(
  'م r real won rand re in fr once onces libra metro ton pies 米 块 塊 刀 불 엔 ين k y a h d w s'.split(' '),
);

/** Enough numbers to make a language show all its plural forms (CLDR plural rules). */
const samples = [1, 2, 3, 5, 11, 100, 1.5];

type Named = { name: string; id: string; strict: boolean };

/** Everything that a unit or currency may be called in a language, longest first: CLDR's names, and what people say. */
export function unitNames(tag: string): readonly { name: string; unit: Unit }[] {
  const language = knownLanguage(tag);
  const byName = new Map<string, { ids: Set<string>; strict: boolean }>();
  for (const { name, id, strict } of [...namesFromCldr(language), ...namesFromSpeech()]) {
    const known = byName.get(name) ?? { ids: new Set(), strict: true };
    known.ids.add(id);
    known.strict &&= strict;
    byName.set(name, known);
  }
  return [...byName]
    .map(([name, { ids, strict }]) => ({ name, ids: withScales(ids), strict }))
    .map(({ name, ids, strict }) => ({ name, unit: { ids: [...ids].sort(), strict: strict && !loose.has(name) } }))
    .sort((one, other) => other.name.length - one.name.length);
}

/** A degree is one of either scale. */
const withScales = (ids: ReadonlySet<string>) => (ids.has('degree') ? new Set([...ids, 'celsius', 'fahrenheit']) : ids);

function* namesFromSpeech(): Iterable<Named> {
  for (const table of [spokenMoney, spokenUnits]) {
    for (const [ids, names] of Object.entries(table)) {
      for (const id of ids.split(' '))
        for (const name of names.split(' ')) yield { name: keyOf(name), id, strict: true };
    }
  }
  for (const code of currencies) yield { name: keyOf(code), id: code, strict: true };
}

function* namesFromCldr(language: string): Iterable<Named> {
  for (const currency of currencies) {
    for (const currencyDisplay of ['name', 'symbol', 'narrowSymbol'] as const) {
      const format = new Intl.NumberFormat(language, {
        style: 'currency',
        currency,
        currencyDisplay,
        maximumFractionDigits: 2,
      });
      for (const named of namesOf(format, currencyDisplay === 'name' ? samples : [1], 'currency', currency, true)) {
        // a lone letter (`R`, `L`) means too many other things
        if (!/^[a-z]$/.test(named.name)) yield named;
      }
    }
  }
  for (const unit of [...measures, ...times, ...temperatures]) {
    for (const unitDisplay of ['long', 'short', 'narrow'] as const) {
      const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay });
      yield* namesOf(format, samples, 'unit', unit, measures.includes(unit));
    }
  }
}

function* namesOf(format: Intl.NumberFormat, numbers: readonly number[], type: string, id: string, strict: boolean) {
  for (const number of numbers) {
    const parts = format.formatToParts(number);
    // some languages have a form of its own for two of a thing, without any number in it
    if (!parts.some((part) => part.type === 'integer')) continue;
    for (const part of parts) {
      const name = keyOf(part.value);
      if (part.type === type && name !== '') yield { name, id, strict };
    }
  }
}

/** The words by which a language names two of a thing without saying two. */
export function* namesOfTwo(tag: string): Iterable<readonly [string, Unit]> {
  const language = knownLanguage(tag);
  for (const unit of [...measures, ...times]) {
    for (const unitDisplay of ['long', 'short'] as const) {
      const parts = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay }).formatToParts(2);
      const [part] = parts;
      if (parts.length === 1 && part?.type === 'unit') yield [keyOf(part.value), { ids: [unit], strict: false }];
    }
  }
}

/** How names are compared: without case, marks of direction, or kinds of space. */
export const keyOf = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\u200C/g, ' ')
    .replace(/[\u064B-\u0652\u0640\u200B-\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
