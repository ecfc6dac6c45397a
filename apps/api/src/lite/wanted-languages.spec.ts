import { describe, expect, it } from '@jest/globals';
import { acceptedLanguages, wantedLanguages } from './wanted-languages.js';

describe('the languages of a reader', () => {
  it('are what the browser says, by weight', () => {
    expect(acceptedLanguages('en;q=0.5, sw-KE, fr;q=0.8, zh-hans;q=0.8')).toEqual(['sw-KE', 'fr', 'zh-Hans', 'en']);
  });

  it('leave out what is refused, everything else, and what is no language', () => {
    expect(acceptedLanguages('de;q=0, *, <script>, sw;q=oops')).toEqual(['sw']);
    expect(acceptedLanguages('')).toEqual([]);
  });

  it('begin with what the address says, then what was chosen before', () => {
    const headers = { cookie: 'a=b; silkcast_lang=ar', 'accept-language': 'en' };
    expect(wantedLanguages({ headers, query: { lang: 'sw' } })).toEqual(['sw', 'ar', 'en']);
    expect(wantedLanguages({ headers: {}, query: { lang: '"><script>' } })).toEqual([]);
    expect(wantedLanguages({ headers: {}, query: { lang: ['sw', 'ar'] } })).toEqual([]);
  });
});
