import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agreed, type Draft } from './local-agreement.js';

const after = (...outputs: string[]): string[] => {
  let draft: Draft | undefined;
  return outputs.map((output) => {
    draft = agreed(draft, output);
    return draft.shown;
  });
};

describe('a translation that grows with its source', () => {
  it('is shown as far as two outputs agree, in whole words', () => {
    expect(after('Este té', 'Este té crece', 'Este té creció alto', 'Este té creció alto aquí')).toEqual([
      '',
      'Este té',
      'Este té',
      'Este té creció alto',
    ]);
  });

  it('is not taken back when later outputs agree on something else', () => {
    expect(after('Este té', 'Este té', 'El té', 'El té crece', 'Este té crece', 'Este té crece alto')).toEqual([
      '',
      'Este té',
      'Este té',
      'Este té',
      'Este té',
      'Este té crece',
    ]);
  });

  it('finds words where no spaces are', () => {
    expect(after('这种茶长在', '这种茶生长')).toEqual(['', '这种茶']);
  });

  it('never shrinks, and never shows what only one output said', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'té', '茶', '.', ' '), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (drawn) => {
        const outputs = drawn.map((parts) => parts.join(''));
        const shown = after(...outputs);
        for (const [at, text] of shown.entries()) {
          expect(text.startsWith(shown[at - 1] ?? '')).toBe(true);
          const seen = outputs.slice(0, at + 1).filter((output) => output.startsWith(text));
          expect(text === '' || seen.length >= 2).toBe(true);
        }
      }),
    );
  });
});
