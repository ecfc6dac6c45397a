import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { saidNothing, withoutLoops } from './repetition-guard.js';

const guarded = (text: string) => withoutLoops(text, saidNothing).text;
function guardedInTurn(...texts: string[]): string[] {
  let said = saidNothing;
  return texts.map((text) => {
    const left = withoutLoops(text, said);
    said = left.said;
    return left.text;
  });
}

describe('a recogniser in a loop', () => {
  it('is heard once, when it repeats itself within a text', () => {
    expect(guarded('Thank you. Thank you. Thank you. Thank you. Thank you.')).toBe('Thank you.');
    expect(guarded('This tea is so so so so so so good')).toBe('This tea is so good');
    expect(guarded(`The hills ${'of the tea '.repeat(9)}are green`)).toBe('The hills of the tea are green');
    expect(guarded('谢谢大家'.repeat(6))).toBe('谢谢大家');
  });

  it('is heard three times, when it repeats itself from text to text', () => {
    expect(guardedInTurn('Thank you.', 'thank you', 'Thank you!', 'Thank you.', 'Thank you.', 'Green tea.')).toEqual([
      'Thank you.',
      'thank you',
      'Thank you!',
      '',
      '',
      'Green tea.',
    ]);
  });

  it('is told from a person who repeats themselves, and from a number', () => {
    for (const text of [
      'Sold, sold, sold!',
      'Very, very good.',
      'Call 5 5 5 0 0 0 0 now',
      'bon bon bon',
      '1 000 000 000 000',
    ])
      expect(guarded(text)).toBe(text);
  });

  it('leaves a text without loops as it is', () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 30 });
    fc.assert(
      fc.property(words, (text) => {
        expect(guarded(text.join(' '))).toBe(text.join(' '));
      }),
    );
  });

  it('never gets more than three times the same phrase through, however it is dressed', () => {
    const phrase = fc.uniqueArray(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        phrase,
        fc.integer({ min: 4, max: 20 }),
        fc.constantFrom(' ', ', ', '. ', '! '),
        (words, times, gap) => {
          expect(guarded(Array<string>(times).fill(words.join(' ')).join(gap))).toBe(
            words.join(' ') + (words.length === 1 && gap !== ' ' ? gap.trim() : gap === ' ' ? '' : gap.trim()),
          );
        },
      ),
    );
  });

  it('ends in good time with any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        expect(guarded(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
