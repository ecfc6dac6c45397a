import { describe, expect, it } from '@jest/globals';
import { parseClaim, type ClaimContext } from './index.js';
import { lineUp, maxPerBuyer } from './messages/message-table.js';

const context: ClaimContext = { lang: 'en', items: lineUp, maxPerBuyer };
const why = (message: string, lang = 'en'): string => {
  const parsed = parseClaim(message, { ...context, lang });
  return parsed.outcome === 'none' ? parsed.why : parsed.outcome;
};

describe('never a claim', () => {
  it.each([
    ['en', 'sold A1 x2?'],
    ['zh', '我要A1？'],
    ['ar', 'أريد A1؟'],
    ['en', 'sold A1 ❓'],
    ['en', 'who wants A1'],
    ['zh', 'A1还要吗'],
    ['th', 'เอา A1 ดีไหม'],
    ['ko', 'A1 살까요'],
    ['ja', 'A1を買いますか'],
  ])('a question (%s: %s)', (lang, message) => {
    expect(why(message, lang)).toBe('question');
  });

  it.each([
    ['en', 'never sold A1'],
    ['en', 'I don’t want A1'],
    ['en', 'dont want A1'],
    ['es', 'ya no quiero comprar el A1, no'],
    ['zh', '別買A1'],
    ['ru', 'не хочу А1'],
    ['sw', 'sihitaji A1'],
    ['en', '不要 A1'],
  ])('a negation (%s: %s)', (lang, message) => {
    expect(why(message, lang)).toBe('negation');
  });

  it.each([
    ['> sold A1 x2'],
    ['＞ sold A1'],
    ['> who wants it\nsold A1'],
    ['"sold A1 x2"'],
    ['she wrote “sold A1”'],
    ["'sold A1' lol"],
    ['„ich nehme A1“'],
    ['「我要A1」'],
    ['“sold A1'],
  ])('a quotation (%s)', (message) => {
    expect(why(message)).toBe('quote');
  });

  it('more than 80 code points, counted as sent', () => {
    const order = 'sold A1 ';
    const exactly80 = order + '🔥'.repeat(72);
    expect(why(exactly80)).toBe('claim');
    expect(why(`${exactly80}🔥`)).toBe('too-long');
    expect(why(order + 'x'.repeat(100_000))).toBe('too-long');
  });

  it.each([[''], ['   '], ['🔥🔥'], ['\u200b\ufe0f'], ['...!']])('nothing readable (%j)', (message) => {
    expect(why(message)).toBe('empty');
  });

  it('a price, a telephone number, a link', () => {
    expect(why('A1 12.50')).toBe('no-order');
    expect(why('+250788123456')).toBe('no-order');
    expect(why('https://example.org/A1')).toBe('no-order');
  });
});

describe('still a claim', () => {
  it.each([
    ['emphasis around the item', 'sold "A1" x2', 'en'],
    ['an apostrophe', "j'en prends 2 A1", 'fr'],
    ['zero-width characters and variation selectors', 's\u200bold A\u200d1\ufe0f x\u20602', 'en'],
    ['direction marks', '\u202bأريد A1 ٢\u202c', 'ar'],
    ['full-width letters and digits', 'ｓｏｌｄ　Ａ１　ｘ２', 'en'],
    ['keycap digits', 'sold A1 x2️⃣', 'en'],
    ['styled letters', '𝐬𝐨𝐥𝐝 𝐀𝟏 𝐱𝟐', 'en'],
    ['a Cyrillic keyboard', 'sold А1 х2', 'ru'],
    ['no spaces', '我要A1两盒谢谢', 'zh'],
    ['odd capitals', 'SoLd a1 X2', 'en'],
  ])('with %s', (_, message, lang) => {
    expect(parseClaim(message, { ...context, lang })).toMatchObject({ outcome: 'claim', item: 'A1' });
  });
});
