import { describe, expect, it } from '@jest/globals';
import { Country } from './countries.js';

describe('countries', () => {
  it('are the 249 of ISO 3166-1, each once, and CLDR knows a name for each', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect(new Set(Country.options).size).toBe(249);
    expect(Country.options.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  it.each(['rw', 'XX', 'ZZ', 'EU', 'UK', ''])('do not include %j', (code) => {
    expect(Country.safeParse(code).success).toBe(false);
  });
});
