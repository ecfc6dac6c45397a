import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HeardPiece } from '../speech-provider.js';
import { cutText, longestSentence } from './cut-text.js';

const piece = (text: string, t0 = 0, t1 = 1000, speaker?: string): HeardPiece => ({
  text,
  t0,
  t1,
  ...(speaker !== undefined && { speaker }),
});
const texts = (pieces: readonly HeardPiece[], lang = 'en') => cutText(pieces, lang).map(({ text }) => text);

describe('what was heard, cut into segments', () => {
  it('ends at sentence punctuation, in every script that has one', () => {
    expect(texts([piece('Good morning. This tea costs 3.50 dollars! Who wants it?')])).toEqual([
      'Good morning.',
      'This tea costs 3.50 dollars!',
      'Who wants it?',
    ]);
    expect(texts([piece('这是绿茶。它来自卢旺达！')], 'zh')).toEqual(['这是绿茶。', '它来自卢旺达！']);
    expect(texts([piece('هذا شاي. هل تريد؟ نعم')], 'ar')).toEqual(['هذا شاي.', 'هل تريد؟', 'نعم']);
    expect(texts([piece('यह चाय है। अच्छी है।')], 'hi')).toEqual(['यह चाय है।', 'अच्छी है।']);
  });

  it('joins words to sentences, and gives them the times of their words', () => {
    const words = ['Good', 'morning.', 'Green', 'tea'].map((word, at) => piece(word, at * 500, at * 500 + 400));
    expect(cutText(words, 'en')).toEqual([
      { text: 'Good morning.', t0: 0, t1: 900 },
      { text: 'Green tea', t0: 900, t1: 1900 },
    ]);
    expect(texts([piece('绿'), piece('茶')], 'zh')).toEqual(['绿茶']);
  });

  it('ends where another speaker begins', () => {
    expect(
      texts([piece('how much', 0, 500, '0'), piece('twelve', 600, 900, '1'), piece('dollars', 900, 1200, '1')]),
    ).toEqual(['how much', 'twelve dollars']);
  });

  it('is cut between words before it has 121 characters', () => {
    const long = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ');
    const cut = texts([piece(long)]);
    expect(cut.length).toBeGreaterThan(2);
    expect(cut.join(' ')).toBe(long);
    expect(texts([piece('茶'.repeat(300))], 'zh').join('')).toBe('茶'.repeat(300));
  });

  it('loses nothing, and is never too long or out of time, whatever was heard', () => {
    const heard = fc.array(fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 200 }), t0: fc.nat(6000) }), {
      maxLength: 8,
    });
    const letters = (text: string) => text.replaceAll(/\s+/g, '');
    fc.assert(
      fc.property(heard, fc.constantFrom('en', 'zh', 'th', 'ar'), (pieces, lang) => {
        const inOrder = pieces
          .toSorted((a, b) => a.t0 - b.t0)
          .map(({ text, t0 }, at, all) => piece(text, t0, all[at + 1]?.t0 ?? 6000));
        const cut = cutText(inOrder, lang);
        expect(letters(cut.map(({ text }) => text).join(''))).toBe(letters(inOrder.map(({ text }) => text).join('')));
        for (const { text, t0, t1 } of cut) {
          expect([...text].length).toBeLessThanOrEqual(longestSentence);
          expect(t1).toBeGreaterThanOrEqual(t0);
        }
      }),
    );
  });
});
