import { describe, expect, it } from '@jest/globals';
import { Formats } from './formats.js';

describe('numbers and money', () => {
  it('are written as the reader writes them, in the units of the currency', () => {
    expect(new Formats('en').money({ amount: 1450, currency: 'USD' })).toBe('$14.50');
    expect(new Formats('en').money({ amount: 1450, currency: 'RWF' })).toBe('RWF\u00a01,450');
    expect(new Formats('fr').count(1234567)).toBe('1\u202f234\u202f567');
  });

  it('keep the sign of the currency in one piece among letters that run the other way', () => {
    expect(new Formats('ar').money({ amount: 1450, currency: 'USD' })).toContain('\u2066US$\u2069');
  });

  it('count time down as a clock does, and not below nothing', () => {
    const formats = new Formats('en');
    expect([65_000, 59_001, -5].map((ms) => formats.countdown(ms))).toEqual(['1:05', '1:00', '0:00']);
  });
});
