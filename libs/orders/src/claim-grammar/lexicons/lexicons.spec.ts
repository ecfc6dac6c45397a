import { describe, expect, it } from '@jest/globals';
import { phraseRoles } from '../lexicon.js';
import { splitList } from '../phrase-book.js';
import { allLexicons } from './all-lexicons.js';

describe.each(allLexicons)('the words of $language', (lexicon) => {
  it('mean one thing each', () => {
    const all = [...phraseRoles.flatMap((role) => splitList(lexicon[role])), ...lexicon.numbers.flatMap(splitList)];
    const twice = all.filter((phrase, at) => all.indexOf(phrase) !== at);
    expect(twice).toEqual([]);
  });

  it('cover every role and every number from one to ten', () => {
    expect(phraseRoles.filter((role) => splitList(lexicon[role]).length < 5)).toEqual([]);
    expect(lexicon.numbers.filter((words) => splitList(words).length === 0)).toEqual([]);
  });
});
