import { describe, expect, it } from '@jest/globals';
import { firstReadable } from './first-readable.js';

const offered = ['en', 'zh-Hans', 'zh-Hant', 'es', 'ar'];

describe('the first guess of a language', () => {
  it('takes the first language of the reader that is offered, whatever its region', () => {
    expect(firstReadable(['sw-KE', 'es-MX', 'en'], offered, 'en')).toBe('es');
  });

  it('knows which script a Chinese reader of a region reads', () => {
    expect(firstReadable(['zh-CN'], offered, 'en')).toBe('zh-Hans');
    expect(firstReadable(['zh-TW'], offered, 'en')).toBe('zh-Hant');
    expect(firstReadable(['zh'], offered, 'en')).toBe('zh-Hans');
  });

  it('takes another script of the language before another language', () => {
    expect(firstReadable(['zh-TW', 'en'], ['en', 'zh-Hans'], 'en')).toBe('zh-Hans');
  });

  it('falls back when the reader reads nothing that is offered', () => {
    expect(firstReadable(['fi'], offered, 'en')).toBe('en');
    expect(firstReadable([], [], 'en')).toBe('en');
  });
});
