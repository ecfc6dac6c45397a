import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { languagesToTranslate } from './language-policy.js';

const room = {
  source: 'en',
  watched: ['es', 'zh-Hans', 'sw'],
  audience: { es: 9, 'zh-Hans': 5, sw: 4 },
  served: [],
  archive: [],
  budget: 12,
};

describe('the languages of a text', () => {
  it('are those with an audience, the most watched first', () => {
    expect(languagesToTranslate(room)).toEqual({ targets: ['es', 'zh-Hans', 'sw'], outside: [], unwatched: [] });
    expect(languagesToTranslate({ ...room, audience: { ...room.audience, sw: 30 } }).targets[0]).toBe('sw');
  });

  it('are none when everybody reads the source', () => {
    expect(languagesToTranslate({ ...room, watched: ['en'] }).targets).toEqual([]);
    expect(languagesToTranslate({ ...room, watched: [] }).targets).toEqual([]);
  });

  it('do not depend on the session but on the text: speech in Spanish is not translated into Spanish', () => {
    expect(languagesToTranslate({ ...room, source: 'es', watched: ['es', 'en'] }).targets).toEqual(['en']);
  });

  it('stop at the budget, where the least watched go without', () => {
    expect(languagesToTranslate({ ...room, budget: 2 })).toMatchObject({ targets: ['es', 'zh-Hans'], outside: ['sw'] });
    expect(languagesToTranslate({ ...room, budget: 0 }).targets).toEqual([]);
  });

  it('stay who they are while another is only a little more watched', () => {
    const two = { ...room, budget: 2, served: ['es', 'zh-Hans'] };
    const watched = (sw: number) => languagesToTranslate({ ...two, audience: { ...room.audience, sw } }).outside;
    expect(watched(6)).toEqual(['sw']);
    expect(watched(7)).toEqual(['zh-Hans']);
  });

  it('always include those of the archive, once and beyond the budget', () => {
    const archive = ['fr', 'es', 'en'];
    expect(languagesToTranslate({ ...room, archive, budget: 1 })).toEqual({
      targets: ['es', 'zh-Hans', 'fr'],
      outside: ['sw'],
      unwatched: ['fr'],
    });
    const nobody = languagesToTranslate({ ...room, archive, watched: [] });
    expect(nobody).toEqual({ targets: ['fr', 'es'], outside: [], unwatched: ['fr', 'es'] });
  });

  it('are never more than the budget and the archive, and leave nobody unmentioned', () => {
    const langs = fc.uniqueArray(fc.constantFrom('en', 'es', 'fr', 'sw', 'ar', 'th', 'ko'));
    fc.assert(
      fc.property(langs, langs, langs, fc.nat(5), fc.array(fc.nat(9), { minLength: 7 }), (...drawn) => {
        const [watched, served, archive, budget, counts] = drawn;
        const audience = Object.fromEntries(watched.map((lang, at) => [lang, counts[at] ?? 0]));
        const chosen = languagesToTranslate({ source: 'en', watched, audience, served, archive, budget });
        const { targets, outside } = chosen;
        expect(targets.filter((lang) => !archive.some((kept) => kept === lang)).length).toBeLessThanOrEqual(budget);
        expect(new Set([...targets, ...outside, 'en'])).toEqual(new Set([...watched, ...archive, 'en']));
        expect(new Set([...targets, ...outside]).size).toBe(targets.length + outside.length);
      }),
    );
  });
});
