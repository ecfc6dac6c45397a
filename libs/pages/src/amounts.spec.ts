import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAmount, writeAmount } from './amounts.js';

describe('an amount that somebody writes', () => {
  it.each([
    ['14.50', 'USD', 'en', 1450],
    ['14.5', 'USD', 'en', 1450],
    ['1,450', 'USD', 'en', 145_000],
    ['1,450.05', 'USD', 'en', 145_005],
    ['14,50', 'USD', 'en', null],
    ['14,50', 'EUR', 'fr', 1450],
    ['1 450,5', 'EUR', 'fr', 145_050],
    ['1.450,5', 'EUR', 'es', 145_050],
    ['1450', 'RWF', 'sw', 1450],
    ['14.5', 'RWF', 'en', null],
    ['٢٥٫٥', 'USD', 'ar-EG', 2550],
    ['1.2345', 'KWD', 'en', null],
    ['-5', 'USD', 'en', null],
    ['', 'USD', 'en', null],
    ['5 dollars', 'USD', 'en', null],
  ])('%s %s in %s', (written, currency, locale, amount) => {
    expect(readAmount(written, currency, locale)).toBe(amount);
  });

  it('is what was shown, in every language and currency', () => {
    const locales = fc.constantFrom('en', 'zh', 'es', 'fr', 'ar', 'ar-EG', 'sw', 'de-CH');
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.constantFrom('USD', 'RWF', 'KWD'), locales, (amount, currency, locale) => {
        expect(readAmount(writeAmount(amount, currency, locale), currency, locale)).toBe(amount);
      }),
    );
  });
});
