import { describe, expect, it } from '@jest/globals';
import { isQuestionToHost } from './question.js';

const replyTo = '0193a000-0000-7000-8000-000000000001';

describe('a question to the host', () => {
  it.each([
    'Do you ship to Peru?',
    '¿Cuánto cuesta? Gracias',
    '有货吗？我要两盒',
    'كم السعر؟',
    'Πόσο κάνει\u037E',
    'Ի՞նչ արժե',
    'ዋጋው ስንት ነው፧',
    'really?!',
    'How much?👀',
  ])('is what a viewer asks: %s', (text) => {
    expect(isQuestionToHost({ text }, null)).toBe(true);
  });

  it.each(['Good tea!', 'see https://example.org/tea?page=2', 'A1', '我要A1'])('is not: %s', (text) => {
    expect(isQuestionToHost({ text }, null)).toBe(false);
  });

  it('is what a viewer says it is, whatever its marks', () => {
    expect(isQuestionToHost({ text: 'Tell us about the harvest', toHost: true }, null)).toBe(true);
    expect(isQuestionToHost({ text: 'Anyone from Lima?', toHost: false }, null)).toBe(false);
  });

  it('is no reply to somebody, unless the viewer says so, and nothing that the staff asks', () => {
    expect(isQuestionToHost({ text: 'Which one?', replyTo }, null)).toBe(false);
    expect(isQuestionToHost({ text: 'Which one?', replyTo, toHost: true }, null)).toBe(true);
    expect(isQuestionToHost({ text: 'Which one?', toHost: true }, 'moderator')).toBe(false);
  });
});
