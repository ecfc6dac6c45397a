import { describe, expect, it } from '@jest/globals';
import { charactersWithdrawn } from './caption-change.js';

describe('what readers lose when a text is replaced', () => {
  it.each([
    ['Tea at seven.', 'Tea at seven.', 0],
    ['Tea at seven', 'Tea at seven.', 0],
    ['Tea at seven.', 'Tea at eleven.', 6],
    ['茶🍵七点', '茶🍵八点', 2],
    ['', 'Tea', 0],
  ])('%s, then %s', (shown, next, lost) => {
    expect(charactersWithdrawn(shown, next)).toBe(lost);
  });
});
