import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeProviderConformance } from '../../../testing/provider-conformance.js';
import { TranslationMemory } from './translation-memory.provider.js';
import type { TmxUnit } from './tmx-reader.js';

const said = (variants: Record<string, string>): TmxUnit => ({
  variants: Object.entries(variants).map(([language, text]) => ({ language, text })),
});
const limits = () => ({ deadline: Date.now() + 5000, signal: new AbortController().signal });
const ask = async (memory: TranslationMemory, text: string, from: string, to: string) =>
  (await memory.translate([text], from, to, limits()))[0];

const memory = new TranslationMemory([
  said({
    en: 'This green tea comes from the hills of Rwanda.',
    'zh-Hans': '这款绿茶来自卢旺达的山区。',
    es: 'Este té verde viene de las colinas de Ruanda.',
    sw: 'Chai hii ya kijani inatoka kwenye vilima vya Rwanda.',
  }),
  said({ en: 'A box holds 12 bags and costs 9 dollars.', es: 'Una caja trae 12 bolsas y cuesta 9 dólares.' }),
  said({ en: 'Do you ship to Kenya?', sw: 'Mnatuma Kenya?' }),
  said({ zh: '有货吗？', en: 'Is it in stock?' }),
  said({ en: 'cookie', 'es-MX': 'galleta mexicana', 'es-AR': 'galletita' }),
]);

describe('the translation memory', () => {
  it.each([
    ['en', 'es', 'This green tea comes from the hills of Rwanda.', 'Este té verde viene de las colinas de Ruanda.'],
    [
      'es',
      'sw',
      'este té verde viene de las colinas de ruanda',
      'Chai hii ya kijani inatoka kwenye vilima vya Rwanda.',
    ],
    ['zh', 'en', '这款绿茶来自卢旺达的山区', 'This green tea comes from the hills of Rwanda.'],
    ['en-GB', 'zh', '  THIS green  tea comes from the hills of Rwanda!', '这款绿茶来自卢旺达的山区。'],
    ['zh-Hans', 'en', '有货吗?', 'Is it in stock?'],
    ['en', 'es-MX', 'Ａ box holds １２ bags and costs 9 dollars', 'Una caja trae 12 bolsas y cuesta 9 dólares.'],
  ])('knows a sentence from %s to %s however it is written: %s', async (from, to, text, translation) => {
    expect(await ask(memory, text, from, to)).toEqual({ text: translation, flags: [] });
  });

  it('knows a sentence with a small difference, and flags it', async () => {
    expect(await ask(memory, 'The green tea comes from the hills of Rwanda', 'en', 'es')).toEqual({
      text: 'Este té verde viene de las colinas de Ruanda.',
      flags: ['fuzzy'],
    });
    expect(await ask(memory, 'This black tea comes from the mountains of Kenya', 'en', 'es')).toBeUndefined();
  });

  it('never offers a sentence with other numbers', async () => {
    expect(await ask(memory, 'A box holds 18 bags and costs 9 dollars.', 'en', 'es')).toBeUndefined();
    expect(await ask(memory, 'A box holds 12 bags and costs dollars.', 'en', 'es')).toBeUndefined();
    expect(await ask(memory, 'A box holds 12 bags & costs 9 dollars.', 'en', 'es')).toMatchObject({ flags: ['fuzzy'] });
  });

  it('tells a question from a statement, unless nothing was written at the end', async () => {
    expect(await ask(memory, 'Do you ship to Kenya', 'en', 'sw')).toMatchObject({ text: 'Mnatuma Kenya?' });
    expect(await ask(memory, 'Do you ship to Kenya.', 'en', 'sw')).toBeUndefined();
    expect(await ask(memory, 'This green tea comes from the hills of Rwanda?', 'en', 'es')).toBeUndefined();
  });

  it('answers in the region of the reader where it can', async () => {
    expect(await ask(memory, 'cookie', 'en', 'es-AR')).toMatchObject({ text: 'galletita' });
    expect(await ask(memory, 'cookie', 'en', 'es-MX')).toMatchObject({ text: 'galleta mexicana' });
  });

  it('passes on what it does not know, text by text', async () => {
    const answer = await memory.translate(['unknown', 'Do you ship to Kenya?', ''], 'en', 'sw', limits());
    expect(answer).toEqual([undefined, { text: 'Mnatuma Kenya?', flags: [] }, undefined]);
  });

  it('supports the pairs that some sentence has, in both directions', async () => {
    expect(await memory.supports('sw', 'zh-CN')).toBe(true);
    expect(await memory.supports('zh-Hant', 'en')).toBe(false);
    expect(await memory.supports('en', 'en-GB')).toBe(false);
    expect(await memory.supports('en', 'fr')).toBe(false);
    expect(await memory.supports('nonsense tag', 'en')).toBe(false);
  });
});

describe('opening memory files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'silkcast-tmx-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const file = async (name: string, greeting: string) => {
    const path = join(folder, name);
    const variants = `<tuv xml:lang="en"><seg>hello</seg></tuv><tuv xml:lang="fr"><seg>${greeting}</seg></tuv>`;
    await writeFile(path, `<tmx version="1.4"><header/><body><tu>${variants}</tu></body></tmx>`);
    return path;
  };

  it('prefers the file that is named first', async () => {
    const opened = await TranslationMemory.open([await file('ours.tmx', 'bonjour'), await file('theirs.tmx', 'salut')]);
    expect(await ask(opened, 'Hello!', 'en', 'fr')).toEqual({ text: 'bonjour', flags: [] });
  });

  it('says which file is missing, or is no file', async () => {
    await expect(TranslationMemory.open([join(folder, 'absent.tmx')])).rejects.toThrow(
      /absent\.tmx: can not be opened/,
    );
    await expect(TranslationMemory.open([folder])).rejects.toThrow(/is not a file/);
  });
});

describeProviderConformance('The translation memory', () =>
  Promise.resolve({
    provider: memory,
    from: 'en',
    to: 'es',
    texts: ['This green tea comes from the hills of Rwanda.', 'A box holds 12 bags and costs 9 dollars.', 'cookie'],
    unsupported: { from: 'en', to: 'fr' },
    close: () => Promise.resolve(),
  }),
);
