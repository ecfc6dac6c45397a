import { describe, expect, it } from '@jest/globals';
import { phrasesFor } from './messages.js';
import { consoleWords } from './messages/console/words.js';
import { watchWords } from './messages/watch/words.js';

describe('phrases', () => {
  it.each([
    ['en', [1, 2, 1500], ['1 left', '2 left', '1,500 left']],
    ['es', [1, 2], ['Queda 1', 'Quedan 2']],
    ['sw', [1, 2], ['Imebaki 1', 'Zimebaki 2']],
    [
      'ar-EG',
      [0, 1, 2, 3, 11, 100],
      ['لم يبق شيء', 'بقيت قطعة واحدة', 'بقيت قطعتان', 'بقيت ٣ قطع', 'بقيت ١١ قطعة', 'بقيت ١٠٠ قطعة'],
    ],
  ])('count in %s as its readers do', async (tag, counts, texts) => {
    const phrases = await phrasesFor(tag, [watchWords]);
    expect(counts.map((count) => phrases.say('left', { count }))).toEqual(texts);
  });

  it('are in English where the pages do not speak the language', async () => {
    const phrases = await phrasesFor('de-CH', []);
    expect([phrases.locale, phrases.say('readIn')]).toEqual(['en', 'Read in']);
  });

  it('hold the words of the areas that were asked for, and the common ones', async () => {
    const phrases = await phrasesFor('fr', [consoleWords]);
    expect(['onHand', 'error.generic', 'chatEmpty'].map((key) => phrases.knows(key))).toEqual([true, true, false]);
  });

  it('take what is said of values as it is, braces and angle brackets too', async () => {
    const phrases = await phrasesFor('en', []);
    expect(phrases.say('withHost', { name: '{x} <b>#</b>' })).toBe('with {x} <b>#</b>');
  });
});
