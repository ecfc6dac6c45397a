import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SharedAnswers } from './shared-answers.js';

function aLibrary() {
  const answers = new SharedAnswers<string>();
  const asked: string[] = [];
  const ask = (question: string, fails = false) =>
    answers.of(question, async () => {
      asked.push(question);
      if (fails) throw new Error('away');
      return `${question}!`;
    });
  return { ask, asked };
}

describe('an answer that many ask for', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is read once for all who ask within a second, and anew for those who come later', async () => {
    const { ask, asked } = aLibrary();
    expect(await Promise.all([ask('a'), ask('b'), ask('a')])).toEqual(['a!', 'b!', 'a!']);
    expect(await ask('a')).toBe('a!');
    expect(asked).toEqual(['a', 'b']);
    jest.advanceTimersByTime(1000);
    expect(await ask('a')).toBe('a!');
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  it('is asked for again when it could not be read', async () => {
    const { ask, asked } = aLibrary();
    await expect(ask('a', true)).rejects.toThrow('away');
    expect(await ask('a')).toBe('a!');
    expect(asked).toEqual(['a', 'a']);
  });
});
