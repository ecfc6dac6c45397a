import { describe, expect, it } from '@jest/globals';
import { groupBy } from './group-by.js';
import { inPieces } from './in-pieces.js';

describe('many items', () => {
  it('are cut into pieces that are full but for the last', () => {
    expect(inPieces([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inPieces([], 2)).toEqual([]);
  });

  it('are grouped by what they have in common, in their order', () => {
    const groups = groupBy(['tea', 'cup', 'tin', 'can'], ([first]) => first);
    expect([...groups]).toEqual([
      ['t', ['tea', 'tin']],
      ['c', ['cup', 'can']],
    ]);
  });
});
