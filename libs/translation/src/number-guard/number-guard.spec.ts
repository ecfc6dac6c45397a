import { describe, expect, it } from '@jest/globals';
import { faithfulIdioms, unfaithfulIdioms } from '../../testing/number-idioms.js';
import { faithful, rowsOf, unfaithful } from '../../testing/number-sentences.js';
import { compareNumbers, numbersDiffer, numbersIn, showToken } from './index.js';

const faithfulRows = [...rowsOf(faithful), ...rowsOf(faithfulIdioms)];
const unfaithfulRows = [...rowsOf(unfaithful), ...rowsOf(unfaithfulIdioms)];

const differs = (row: string[]) => {
  const [source = '', from = '', target = '', to = ''] = row;
  const { same, source: one, target: other } = compareNumbers(source, from, target, to);
  return { differs: !same, found: [one, other].map((tokens) => tokens.map(showToken).join(', ')) };
};

describe('the number guard', () => {
  it.each(faithfulRows)('lets %s (%s) become %s (%s)', (...row) => {
    expect(differs(row)).toMatchObject({ differs: false });
  });

  it.each(unfaithfulRows)('does not let %s (%s) become %s (%s)', (...row) => {
    expect(differs(row)).toMatchObject({ differs: true });
  });

  it('looks at a pair from both sides alike', () => {
    for (const [source = '', from = '', target = '', to = ''] of [...faithfulRows, ...unfaithfulRows]) {
      const [one, other] = [numbersDiffer(source, from, target, to), numbersDiffer(target, to, source, from)];
      expect({ source, target, differs: one }).toEqual({ source, target, differs: other });
    }
  });

  it('writes every number in one canonical form', () => {
    expect(numbersIn('From 1,299.50 down to 0,90 and 007', 'en')).toEqual(['0.9', '1299.5', '7']);
  });

  it('counts words only where it knows those of both languages', () => {
    expect(numbersDiffer('two boxes', 'en', 'kaksi laatikkoa', 'fi')).toBe(false);
    expect(numbersDiffer('2 boxes', 'en', '3 laatikkoa', 'fi')).toBe(true);
  });

  it('reads a text in a language nobody knows as if it were English', () => {
    expect(numbersIn('1,299', 'not a language')).toEqual(['1299']);
  });

  it.each([
    '1,',
    '1 ',
    '一百',
    '5 kg ',
    'A1-',
    '1.2.3.4.',
    'twenty ',
    '-',
    '1/2 ',
    '٣٬',
    '3만 5천 ',
    'x2',
    '1:30 ',
    'half a ',
    'two thirds ',
    '5M ',
    '5-',
    '半',
    'at 9.30 ',
    'XX ',
  ])('comes to an end with a long text of %j', (part) => {
    const long = part.repeat(2000 / part.length);
    expect(numbersDiffer(long, 'en', long, 'en')).toBe(false);
    expect(numbersDiffer(long, 'zh', long, 'zh')).toBe(false);
  });
});
