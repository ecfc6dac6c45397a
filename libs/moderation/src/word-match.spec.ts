import { describe, expect, it } from '@jest/globals';
import { comparable, holdsBlockedWord } from './word-match.js';

describe('a blocked word', () => {
  it.each([
    ['as it is', 'what a scam', 'scam'],
    ['in capitals', 'SCAM!', 'scam'],
    ['in wide letters', 'ｓｃａｍ', 'scam'],
    ['with something invisible in it', 's\u200Bc\u00ADa\u200Dm', 'scam'],
    ['as a phrase, over more white space', 'call  me\nnow', 'call me'],
    ['with ß or ss', 'STRASSE', 'straße'],
    ['in Greek, whichever sigma', 'ΟΔΟΣ', 'οδός'.normalize('NFD').replaceAll(/\p{M}/gu, '')],
    ['in Arabic', 'هذا احتيال كبير', 'احتيال'],
    ['in Chinese, which writes no spaces', '这是假货吗', '假货'],
    ['in Thai, which writes none either', 'สินค้านี้เป็นของปลอม', 'ปลอม'],
    ['beside punctuation', '(scam)', 'scam'],
    ['the second time, when the first was part of another', 'scampi is a scam', 'scam'],
  ])('is found %s', (_, text, word) => {
    expect(holdsBlockedWord(text, ['other', word])).toBe(true);
  });

  it.each([
    ['part of a longer word', 'grilled scampi', 'scam'],
    ['the end of one', 'a glass of tea', 'ass'],
    ['part of another Chinese word', '我喜欢大学生活', '学生'],
    ['not there', 'good tea', 'scam'],
  ])('is not found where it is %s', (_, text, word) => {
    expect(holdsBlockedWord(text, [word])).toBe(false);
  });

  it('that nobody can see compares as nothing', () => {
    expect(comparable('\u200B\u00AD')).toBe('');
  });
});
