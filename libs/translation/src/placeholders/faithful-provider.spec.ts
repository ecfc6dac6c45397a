import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Mischief, mischiefs, RuledEngine } from '../../testing/hostile-engine.js';
import { FaithfulProvider } from './faithful-provider.js';
import type { GlossaryTerm } from '../translation-provider.js';

const glossary: GlossaryTerm[] = [
  { source: 'Mountain black tea', target: 'Té negro de montaña' },
  { source: 'Nyungwe Edge', target: 'Nyungwe Edge' },
  { source: 'tea', target: 'té' },
];

async function through(engine: RuledEngine, text: string, terms: GlossaryTerm[] = glossary, milliseconds = 5000) {
  const options = { glossary: terms, deadline: Date.now() + milliseconds, signal: new AbortController().signal };
  const [answer] = await new FaithfulProvider(engine).translate([text], 'en', 'es', options);
  return answer;
}
const engine = (rule: Mischief) => new RuledEngine(rule);
const honest: Mischief = (text) => text.replace('I like', 'Me gusta').replace('costs', 'cuesta');

describe('an engine that keeps to its words', () => {
  it('never sees the terms of the glossary, addresses, codes and prices', async () => {
    const ruled = engine(honest);
    const text = 'I like Mountain black tea from Nyungwe Edge: A1 costs $1,299.50, see https://silk.example/a?b=1.';
    expect(await through(ruled, text)).toEqual({
      text: 'Me gusta Té negro de montaña from Nyungwe Edge: A1 cuesta $1.299,50, see https://silk.example/a?b=1.',
      flags: [],
    });
    expect(ruled.asked).toEqual([['I like [[1]] from [[2]]: [[3]] costs [[4]], see [[5]].']]);
  });

  it('may say the words in another order', async () => {
    const ruled = engine(() => '[[2]]: [[1]]');
    expect(await through(ruled, 'tea from Nyungwe Edge')).toEqual({ text: 'Nyungwe Edge: té', flags: [] });
  });

  it('is asked once more, in other words, when it loses one', async () => {
    const ruled = engine((text) => (text.includes('[[') ? 'Me gusta' : text.replace('I like', 'Me gusta')));
    expect(await through(ruled, 'I like Nyungwe Edge')).toEqual({ text: 'Me gusta Nyungwe Edge', flags: [] });
    expect(ruled.asked).toEqual([['I like [[1]]'], ['I like XQAA']]);
  });

  it('translates as it likes when it loses them again; that is flagged', async () => {
    const ruled = engine((text) => (/\[\[|XQ/.test(text) ? 'Me gusta' : 'Me gusta la infusión'));
    expect(await through(ruled, 'I like tea')).toEqual({ text: 'Me gusta la infusión', flags: ['glossary-miss'] });
    expect(ruled.asked).toHaveLength(3);
  });

  it('is asked once more with its numbers hidden when it changes one', async () => {
    const ruled = engine((text) => text.replace('30', '13'));
    expect(await through(ruled, 'There are 30 bags')).toEqual({ text: 'There are 30 bags', flags: [] });
    expect(ruled.asked.at(-1)).toEqual(['There are XQAA bags']);
  });

  it('is flagged when it changes numbers all the same', async () => {
    const ruled = engine((text) => `${text} 7`);
    expect(await through(ruled, 'There are 30 bags')).toMatchObject({ flags: ['number-mismatch'] });
    expect(ruled.asked).toHaveLength(2);
  });

  it('is not asked again when there is no time', async () => {
    const ruled = engine((text) => text.replace('30', '13'));
    expect(await through(ruled, 'There are 30 bags', [], 50)).toMatchObject({ flags: ['number-mismatch'] });
    expect(ruled.asked).toHaveLength(1);
  });

  it('is not asked for what has no words of its own', async () => {
    const ruled = engine(honest);
    expect(await through(ruled, 'Mountain black tea!')).toEqual({ text: 'Té negro de montaña!', flags: [] });
    expect(ruled.asked).toEqual([]);
  });

  it('sees the terms when it has a glossary of its own, until it fails to use them', async () => {
    const ruled = new RuledEngine((text) => text.replace('tea', 'infusión'), { nativeGlossary: true });
    expect(await through(ruled, 'I like tea')).toEqual({ text: 'I like té', flags: [] });
    expect(ruled.asked).toEqual([['I like tea'], ['I like XQAA']]);
  });

  it('copes with texts that look like its placeholders', async () => {
    const ruled = engine((text) => text);
    for (const text of ['[[1]] and tea', 'XQAA, [[2]] and tea']) {
      expect(await through(ruled, text)).toEqual({ text: text.replace('tea', 'té'), flags: [] });
    }
  });
});

const words = fc.constantFrom('we', 'have', 'only', 'bags', 'left', 'of', 'tea', 'now', 'from', 'Nyungwe Edge', 'look');
const amounts = fc.oneof(
  fc.integer({ min: 2, max: 99_999 }).map(String),
  fc.integer({ min: 100, max: 9_999_999 }).map((cents) => `$${(cents / 100).toFixed(2)}`),
  fc.integer({ min: 2, max: 99 }).map((share) => `${share}%`),
  fc.constantFrom('A1', 'B7', 'SKU-204', 'EN-71', '5 kg', '250 ml', '19:30', '2026-11-22', 'https://silk.example/p/42'),
);
const sentence = fc.array(fc.oneof(words, amounts), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(' '));

/** The figures of a text in their order, however they are grouped: an oracle that knows nothing of the guard. */
const figures = (text: string) =>
  // a price with its last zero cut off is the same price
  (text.replace(/[.,](\d{1,2})(?!\d)/g, (_, cents: string) => cents.replace(/0+$/, '')).match(/\d/g) ?? [])
    .sort()
    .join('');
const codes = (text: string) => (text.match(/[A-Z]+-?\d+|https:\S+/g) ?? []).sort();

describe.each(Object.entries(mischiefs))('an engine that %s', (_what, mischief) => {
  it('changes no number and no code without a flag, and shows no placeholder', async () => {
    await fc.assert(
      fc.asyncProperty(sentence, fc.nat(1000), async (text, seed) => {
        const answer = await through(engine(mischief(seed)), text);
        if (answer === undefined) return;
        expect(answer.text).not.toMatch(/\[\[\d|X[QZ][A-P]{2}/);
        if (answer.flags.includes('number-mismatch')) return;
        expect({ text, figures: figures(answer.text) }).toEqual({ text, figures: figures(text) });
        expect({ text, codes: codes(answer.text) }).toEqual({ text, codes: codes(text) });
        if (answer.flags.includes('glossary-miss')) return;
        const said = (words: string) => words.includes('Nyungwe Edge');
        expect({ text, kept: said(answer.text) || !said(text) }).toEqual({ text, kept: true });
      }),
      { numRuns: 600 },
    );
  });
});
