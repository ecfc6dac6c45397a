import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareNumbers, showToken } from './index.js';

const locales =
  `en en-IN de de-CH de-AT fr fr-CH es es-MX pt pt-PT it ru uk pl tr ar ar-EG ar-MA fa he hi hi-u-nu-deva bn th
  th-u-nu-thai zh zh-Hant ja ko sw rw vi id sv nb nl el`.split(/\s+/);
const currencies = 'USD EUR GBP JPY CNY KRW INR BRL RUB TRY IDR VND THB KES TZS RWF NGN AED CHF SEK NOK PLN MXN'.split(
  ' ',
);
const locale = fc.constantFrom(...locales);
const display = fc.constantFrom('symbol', 'narrowSymbol', 'code', 'name');
const hundredths = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }).map((cents) => cents / 100);
const often = { numRuns: 1500 };

type Written = { value: number; tag: string; style: Intl.NumberFormatOptions };

/** Whether two numbers are the same to the guard, and what it saw. */
function compared(...pair: readonly [Written, Written]) {
  const [source, target] = pair.map(({ value, tag, style }) => new Intl.NumberFormat(tag, style).format(value));
  const [from = '', to = ''] = pair.map(({ tag }) => tag.replace(/-u-.*/, ''));
  const seen = compareNumbers(source ?? '', from, target ?? '', to);
  return {
    same: seen.same,
    source: [source, ...seen.source.map(showToken)].join(' → '),
    target: [target, ...seen.target.map(showToken)].join(' → '),
  };
}

describe('a number, as CLDR writes it in any language', () => {
  const decimal = { maximumFractionDigits: 2 };

  it('is the same number in any other', () => {
    const property = fc.property(hundredths, locale, locale, (value, from, to) => {
      const seen = compared({ value, tag: from, style: decimal }, { value, tag: to, style: decimal });
      expect(seen).toMatchObject({ same: true });
    });
    fc.assert(property, often);
  });

  it('is not another number', () => {
    const property = fc.property(hundredths, hundredths, locale, locale, (value, other, from, to) => {
      fc.pre(value !== other);
      const seen = compared({ value, tag: from, style: decimal }, { value: other, tag: to, style: decimal });
      expect(seen).toMatchObject({ same: false });
    });
    fc.assert(property, often);
  });

  it('is the same price in any other', () => {
    const currency = fc.constantFrom(...currencies);
    const property = fc.property(
      hundredths,
      locale,
      locale,
      currency,
      display,
      display,
      (value, from, to, code, a, b) => {
        const style = { style: 'currency', currency: code } as const;
        const seen = compared(
          { value, tag: from, style: { ...style, currencyDisplay: a } },
          { value, tag: to, style: { ...style, currencyDisplay: b } },
        );
        expect(seen).toMatchObject({ same: true });
      },
    );
    fc.assert(property, { numRuns: 4000 });
  });

  it('is another price in another currency', () => {
    const currency = fc.constantFrom('EUR', 'GBP', 'RUB', 'THB', 'JPY', 'KES');
    const property = fc.property(
      hundredths,
      locale,
      locale,
      currency,
      display,
      (value, from, to, code, currencyDisplay) => {
        const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
        const seen = compared(
          { value, tag: from, style: { style: 'currency', currency: 'USD', currencyDisplay, ...digits } },
          { value, tag: to, style: { style: 'currency', currency: code, currencyDisplay, ...digits } },
        );
        expect(seen).toMatchObject({ same: false });
      },
    );
    fc.assert(property, often);
  });

  it('is the same share in any other', () => {
    const style = { style: 'percent', maximumFractionDigits: 2 } as const;
    const property = fc.property(hundredths, locale, locale, (value, from, to) => {
      expect(compared({ value, tag: from, style }, { value, tag: to, style })).toMatchObject({ same: true });
    });
    fc.assert(property, often);
  });

  it('is as much of a measure in any other', () => {
    const measure = fc.constantFrom('kilogram', 'gram', 'liter', 'milliliter', 'centimeter', 'meter');
    const length = fc.constantFrom('long', 'short', 'narrow');
    const property = fc.property(hundredths, locale, locale, measure, length, length, (value, from, to, unit, a, b) => {
      const style = { style: 'unit', unit, maximumFractionDigits: 2 } as const;
      const amount = Math.abs(value);
      const seen = compared(
        { value: amount, tag: from, style: { ...style, unitDisplay: a } },
        { value: amount, tag: to, style: { ...style, unitDisplay: b } },
      );
      expect(seen).toMatchObject({ same: true });
    });
    fc.assert(property, { numRuns: 4000 });
  });
});
