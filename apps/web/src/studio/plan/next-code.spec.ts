import { describe, expect, it } from '@jest/globals';
import { LineUpCode } from '#libs/contracts';
import { isSafeCode, nextCode } from './next-code.js';

describe('the code that is suggested for an item', () => {
  it.each([
    [[], 'A1'],
    [['A1', 'A2'], 'A3'],
    [['A9'], 'B1'],
    [['B3', 'A1'], 'B4'],
    [['H9'], 'J1'],
    [['N9', 'TEA'], 'P1'],
    [['Z9'], 'A1'],
    [['Z9', 'A1'], 'A2'],
  ])('after %j is %s', (taken, next) => {
    expect(nextCode(taken)).toBe(next);
  });

  it('is one that the server takes, until none is left', () => {
    const taken: string[] = [];
    for (let code = nextCode(taken); code !== ''; code = nextCode(taken)) taken.push(code);
    expect(taken).toHaveLength(24 * 9);
    expect(taken.every((code) => isSafeCode(code) && LineUpCode.safeParse(code).success)).toBe(true);
    expect(['O1', 'A0B', 'I', '', 'ABCD', 'a1'].map((code) => isSafeCode(code))).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
