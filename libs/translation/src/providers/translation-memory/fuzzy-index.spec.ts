import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editDistance } from './edit-distance.js';
import { FuzzyIndex } from './fuzzy-index.js';

const distance = (one: string, other: string, limit = 100) => editDistance([...one], [...other], limit);

describe('edit distance', () => {
  it.each([
    ['', '', 0],
    ['tea', '', 3],
    ['kitten', 'sitting', 3],
    ['这款绿茶', '这款红茶', 1],
    ['🍵🍵', '🍵', 1],
  ])('from %j to %j is %i', (one, other, expected) => {
    expect(distance(one, other)).toBe(expected);
  });

  it('gives up beyond the limit', () => {
    expect(distance('kitten', 'sitting', 2)).toBeUndefined();
  });

  it('is symmetric, and zero only for equal texts', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        (a, b) => {
          expect(distance(a, b)).toBe(distance(b, a));
          expect(distance(a, b) === 0).toBe(a === b);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the fuzzy index', () => {
  it('finds the most similar key first', () => {
    const index = new FuzzyIndex<string>(0.85);
    index.add('this green tea comes from rwanda', 'green');
    index.add('this great tea comes from rwanda', 'great');
    index.add('welcome to the session', 'welcome');
    const found = index.search('this green tea came from rwanda');
    expect(found.map(({ value }) => value)).toEqual(['green', 'great']);
    expect(found[0]?.similarity).toBeCloseTo(30 / 32, 5);
  });

  it('finds nothing for an empty key, nor for one too long to compare', () => {
    const index = new FuzzyIndex<string>(0.85);
    index.add('', 'empty');
    index.add('x'.repeat(301), 'long');
    expect(index.search('')).toEqual([]);
    expect(index.search('x'.repeat(301))).toEqual([]);
  });

  it('overlooks no key that is similar enough', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', '茶', ' '), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 15 }),
        letters,
        fc.array(fc.nat(39), { maxLength: 4 }),
        (others, key, edits) => {
          const changed = key.map((letter, at) => (edits.includes(at) ? 'z' : letter));
          const index = new FuzzyIndex<string>(0.85);
          for (const stored of [...others, changed]) index.add(stored.join(''), stored.join(''));
          const longer = Math.max(key.length, changed.length);
          const expected = (editDistance(key, changed, longer) ?? longer) <= 0.15 * longer + 1e-9;
          const found = index.search(key.join('')).some(({ value }) => value === changed.join(''));
          expect(found).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('compares only the nearest of ten thousand alike, whatever else would do', () => {
    const index = new FuzzyIndex<number>(0.5);
    for (let n = 0; n < 10_000; n += 1) index.add(`lot ${n} of this tea was picked by family ${n * 7} in the hills`, n);
    const found = index.search('lot 4711 of the tea was picked by family 32977 in our hills');
    expect(found[0]?.value).toBe(4711);
    expect(found.length).toBeLessThanOrEqual(40);
  });
});
