import { describe, expect, it } from '@jest/globals';
import { lookupTag, sameLanguage } from './language-tag.js';

describe('looking a language up', () => {
  it.each([
    ['zh', ['en', 'zh-Hans'], 'zh-Hans'],
    ['zh-Hans', ['zh', 'en'], 'zh'],
    ['zh-CN', ['zh-Hant', 'zh-Hans'], 'zh-Hans'],
    ['zh-HK', ['zh-Hans', 'zh-TW'], 'zh-TW'],
    ['es-MX', ['es-AR', 'es'], 'es'],
    ['es-MX', ['es', 'es-mx'], 'es-mx'],
    ['es', ['es-MX'], 'es-MX'],
    ['pt', ['pt-BR', 'pt'], 'pt'],
    ['sw', ['eng', 'swa'], 'swa'],
    ['en-GB', ['en_US', 'en_GB'], 'en_GB'],
  ])('answers %s out of %j with %s', (wanted, offered, found) => {
    expect(lookupTag(wanted, offered)).toBe(found);
  });

  it('never crosses to another script', () => {
    expect(lookupTag('zh-Hant', ['zh-Hans'])).toBeUndefined();
    expect(lookupTag('sr-Latn', ['sr'])).toBeUndefined();
  });

  it('finds nothing for a malformed tag, and skips malformed offers', () => {
    expect(lookupTag('not a tag', ['en'])).toBeUndefined();
    expect(lookupTag('en', ['?', 'en'])).toBe('en');
  });

  it('knows who can read whom', () => {
    expect(sameLanguage('en-US', 'en-GB')).toBe(true);
    expect(sameLanguage('zh', 'zh-Hans')).toBe(true);
    expect(sameLanguage('zh-Hans', 'zh-Hant')).toBe(false);
    expect(sameLanguage('?', '?')).toBe(false);
  });
});
