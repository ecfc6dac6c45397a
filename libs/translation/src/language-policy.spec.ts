import { describe, expect, it } from '@jest/globals';
import { languagesToTranslate } from './language-policy.js';

const room = { source: 'en', watched: ['es', 'zh-Hans', 'sw'], archive: [], budget: 12 };

describe('the languages of a text', () => {
  it('are those with an audience, the most watched first', () => {
    expect(languagesToTranslate(room)).toEqual(['es', 'zh-Hans', 'sw']);
  });

  it('are none when everybody reads the source', () => {
    expect(languagesToTranslate({ ...room, watched: ['en'] })).toEqual([]);
    expect(languagesToTranslate({ ...room, watched: [] })).toEqual([]);
  });

  it('do not depend on the session but on the text: speech in Spanish is not translated into Spanish', () => {
    expect(languagesToTranslate({ ...room, source: 'es', watched: ['es', 'en'] })).toEqual(['en']);
  });

  it('stop at the budget, where the least watched go without', () => {
    expect(languagesToTranslate({ ...room, budget: 2 })).toEqual(['es', 'zh-Hans']);
    expect(languagesToTranslate({ ...room, budget: 0 })).toEqual([]);
  });

  it('always include those of the archive, once and beyond the budget', () => {
    const archive = ['fr', 'es', 'en'];
    expect(languagesToTranslate({ ...room, archive, budget: 1 })).toEqual(['fr', 'es', 'zh-Hans']);
    expect(languagesToTranslate({ ...room, archive, watched: [] })).toEqual(['fr', 'es']);
  });
});
