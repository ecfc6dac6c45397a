import { describe, expect, it } from '@jest/globals';
import { numbersDiffer, numbersIn } from './number-guard.js';

describe('the number guard', () => {
  it.each([
    ['1,299.00', 'en', '1.299,00', 'de'],
    ['12 boxes', 'en', '١٢ علبة', 'ar'],
    ['$1,299.50', 'en', '١٬٢٩٩٫٥ دولار', 'ar'],
    ['1,299', 'en', '1 299', 'fr'],
    ['1,299', 'en', '1\u00A0299', 'fr'],
    ['1 299,5', 'fr', '1,299.5', 'en'],
    ['1\u202F299', 'en', '1299', 'zh'],
    ["1'299.5", 'de-CH', '1,299.5', 'en'],
    ['12,34,567 rupees', 'hi', '1,234,567 rupees', 'en'],
    ['१२ किलो', 'hi', '12 kg', 'en'],
    ['3.5 kg', 'en', '3,5 kg', 'es'],
    ['3.500 kg', 'es', '3500 kg', 'en'],
    ['buy 2, get 1', 'en', '买1送2', 'zh'],
    ['５０％', 'ja', '50%', 'en'],
    ['batch 007', 'en', 'lote 7', 'es'],
    ['10:30', 'en', '10:30 น.', 'th'],
    ['on 3.4.2026', 'de', '2026/4/3', 'ja'],
    ['no number here', 'en', '没有数字', 'zh'],
    ['𝟏𝟐 bags', 'en', '12 sacs', 'fr'],
    ['choose 1,2,3', 'en', 'choisissez 3, 2, 1', 'fr'],
  ])('lets %s (%s) become %s (%s)', (source, from, target, to) => {
    expect(numbersDiffer(source, from, target, to)).toBe(false);
  });

  it.each([
    ['12 boxes', 'en', '21 cajas', 'es'],
    ['12 boxes', 'en', 'cajas', 'es'],
    ['boxes', 'en', '2 cajas', 'es'],
    ['2 for 2', 'en', '2', 'es'],
    ['1.299 kg', 'en', '1.299 kg', 'es'],
    ['1,299', 'en', '1,299', 'es'],
    ['3.5 kg', 'en', '35 kg', 'zh'],
    ['٣ kg', 'ar', '2 kg', 'en'],
  ])('does not let %s (%s) become %s (%s)', (source, from, target, to) => {
    expect(numbersDiffer(source, from, target, to)).toBe(true);
  });

  it('writes every number in one canonical form', () => {
    expect(numbersIn('From 1,299.50 down to 0,90 and 007', 'en')).toEqual(['0.9', '1299.5', '7']);
  });

  it('reads a text in a language nobody knows as if it were English', () => {
    expect(numbersIn('1,299', 'not a language')).toEqual(['1299']);
  });

  it('stays quick on a long run of digits and separators', () => {
    const started = Date.now();
    numbersIn('1,'.repeat(50_000), 'en');
    expect(Date.now() - started).toBeLessThan(1000);
  });
});
