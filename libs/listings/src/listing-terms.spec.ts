import { describe, expect, it } from '@jest/globals';
import type { Listing } from '#libs/contracts';
import { termsOfListing } from './listing-terms.js';

const text = (title: string, by: Partial<{ machine: boolean; reviewed: boolean }> = {}) => ({
  title,
  description: '',
  machine: false,
  reviewed: false,
  stale: false,
  ...by,
});
const stock = { onHand: 1, held: 0, sold: 0, available: 1 };
const tea: Listing = {
  id: '01890000-0000-7000-8000-000000000001',
  exporterId: '01890000-0000-7000-8000-000000000002',
  slug: 'tea',
  sourceLang: 'en',
  texts: {
    en: text('Mountain black tea'),
    sw: text('Chai nyeusi ya mlimani'),
    fr: text('Thé noir de montagne', { machine: true, reviewed: true }),
    es: text('Té negro', { machine: true }),
  },
  image: null,
  images: [],
  hsCode: null,
  originCountry: 'RW',
  version: 1,
  archivedAt: null,
  variants: [
    { id: '01890000-0000-7000-8000-000000000003', sku: 'TEA-250', name: '250 g', names: {}, prices: [], stock },
    {
      id: '01890000-0000-7000-8000-000000000004',
      sku: '4711',
      name: 'Gift box',
      names: { sw: 'Sanduku' },
      prices: [],
      stock,
    },
  ],
};
const terms = termsOfListing({ listing: tea, code: 'A1', brand: 'Nyungwe Edge', languages: ['en', 'ja'] });
const targetsOf = (source: string) => terms.find((term) => term.source === source)?.targets;

describe('the words of a product', () => {
  it('are its titles, from each language into the others, but those that only a machine has seen', () => {
    expect(targetsOf('Mountain black tea')).toEqual({ sw: 'Chai nyeusi ya mlimani', fr: 'Thé noir de montagne' });
    expect(targetsOf('Chai nyeusi ya mlimani')).toEqual({ en: 'Mountain black tea', fr: 'Thé noir de montagne' });
    expect(targetsOf('Té negro')).toBeUndefined();
  });

  it('are the names of its variants, where they are no amounts', () => {
    expect(targetsOf('Gift box')).toEqual({ sw: 'Sanduku' });
    expect(targetsOf('250 g')).toBeUndefined();
  });

  it('are the country it comes from, in the languages of the session', () => {
    expect(targetsOf('Rwanda')).toMatchObject({ ja: 'ルワンダ' });
  });

  it('are its brand and codes, which nobody translates', () => {
    for (const word of ['Nyungwe Edge', 'A1', 'TEA-250']) expect(targetsOf(word)).toEqual({ '*': word });
    expect(targetsOf('4711')).toBeUndefined();
    expect(terms.every(({ listingId }) => listingId === tea.id)).toBe(true);
  });
});
