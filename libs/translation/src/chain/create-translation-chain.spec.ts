import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { prefix, Translator } from '../../testing/a-translator.js';
import { EngineStub } from '../../testing/engine-stub.js';
import { settingsOf } from '../../testing/translation-settings.js';
import { createTranslationChain, engineNames } from './create-translation-chain.js';

const limits = () => ({ deadline: Date.now() + 5000, signal: new AbortController().signal });
const everything = {
  TRANSLATION_WEBHOOK_URL: 'http://127.0.0.1:1/translate',
  TRANSLATION_WEBHOOK_SECRET: `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`,
  DEEPL_API_KEY: 'a-key:fx',
  GOOGLE_TRANSLATE_API_KEY: 'a-key',
  AZURE_TRANSLATOR_KEY: 'a-key',
  AMAZON_TRANSLATE_REGION: 'eu-central-1',
  AMAZON_TRANSLATE_ACCESS_KEY_ID: 'an-id',
  AMAZON_TRANSLATE_SECRET_ACCESS_KEY: 'a-secret',
  OPENAI_URL: 'http://127.0.0.1:11434/v1',
  OPENAI_MODEL: 'a-model',
  LIBRETRANSLATE_URL: 'http://127.0.0.1:5000',
  APERTIUM_URL: 'http://127.0.0.1:2737',
};
const inOrder = 'webhook deepl google azure amazon openai libretranslate apertium'.split(' ');

describe('the chain that the settings describe', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'silkcast-chain-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const aFile = async (name: string, content: string) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };

  it('is empty without settings: everything stays in the language of the source', async () => {
    const chain = await createTranslationChain(settingsOf({}));
    expect(chain.engines).toEqual([]);
    expect(await chain.translate(['tea'], 'en', 'es', limits())).toMatchObject([{ text: 'tea', engine: 'source' }]);
  });

  it('asks the memory first, then the engines', async () => {
    const variants = '<tuv xml:lang="en"><seg>tea</seg></tuv><tuv xml:lang="es"><seg>té</seg></tuv>';
    const file = await aFile('tea.tmx', `<tmx version="1.4"><header/><body><tu>${variants}</tu></body></tmx>`);
    const engine = await EngineStub.start(({ path }) =>
      path === '/languages' ? { body: '[{"code":"en","targets":["es"]}]' } : { body: '{"translatedText":["leche"]}' },
    );
    try {
      const settings = settingsOf({
        TRANSLATION_MEMORY_FILES: file,
        LIBRETRANSLATE_URL: engine.url,
        APERTIUM_URL: engine.url,
      });
      const chain = await createTranslationChain(settings);
      expect(chain.engines).toEqual(['memory', 'libretranslate', 'apertium']);
      expect(await chain.translate(['tea', 'milk'], 'en', 'es', limits())).toEqual([
        { text: 'té', engine: 'memory', machine: false, flags: [] },
        { text: 'leche', engine: 'libretranslate', machine: true, flags: [] },
      ]);
    } finally {
      await engine.close();
    }
  });

  it('has every engine that is set up, what is closest to the house first', async () => {
    const settings = settingsOf(everything);
    expect((await createTranslationChain(settings)).engines).toEqual(inOrder);
    expect(engineNames(settings)).toEqual(inOrder);
  });

  it('asks people before all others, and goes the way of the routes', async () => {
    const own = await aFile(
      'acme.mjs',
      `export const provider = {
         capability: { name: 'acme', machine: true, maxBatch: 10 },
         supports: async () => true,
         translate: async (texts) => texts.map((text) => ({ text: 'acme ' + text, flags: [] })),
       };`,
    );
    const settings = settingsOf({
      ...everything,
      TRANSLATION_MODULES: `acme=${own}`,
      TRANSLATION_ROUTES: 'en > sw = acme, deepl; * = acme',
    });
    const person = new Translator('human', (texts) => Promise.resolve(texts.map(() => undefined)), { person: true });
    const chain = await createTranslationChain(settings, [person]);
    expect(chain.engines.slice(0, 3)).toEqual(['human', 'webhook', 'acme']);
    expect(await chain.translate(['tea'], 'en', 'sw', limits())).toMatchObject([{ text: 'acme tea' }]);
    person.answer = prefix('human');
    expect(await chain.translate(['tea'], 'en', 'fr', limits())).toMatchObject([{ text: 'human tea' }]);
  });

  it.each([
    ['a route to an engine that is not set up', { TRANSLATION_ROUTES: '*=deepl' }, 'deepl is not set up'],
    [
      'half an account',
      { ...everything, AMAZON_TRANSLATE_SECRET_ACCESS_KEY: '' },
      'AMAZON_TRANSLATE_SECRET_ACCESS_KEY',
    ],
    ['a model without a name', { OPENAI_URL: 'http://127.0.0.1:1' }, 'OPENAI_MODEL is missing'],
    ['a webhook without a secret', { TRANSLATION_WEBHOOK_URL: 'http://127.0.0.1:1' }, 'TRANSLATION_WEBHOOK_SECRET'],
    ['a module that is not there', { TRANSLATION_MODULES: 'acme=/nowhere.mjs' }, 'can not be loaded'],
    ['a module that is no provider', { TRANSLATION_MODULES: 'acme=node_modules/zod/index.js' }, 'exports neither'],
    ['a name twice', { TRANSLATION_MODULES: 'deepl=/a.mjs', DEEPL_API_KEY: 'x' }, 'used twice'],
  ])('is refused with %s, in one sentence', async (_what, environment, reason) => {
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
    await expect(createTranslationChain(settingsOf(given))).rejects.toMatchObject({
      name: 'SettingsError',
      message: expect.stringContaining(reason),
    });
  });

  it('does not begin with a memory file that can not be read', async () => {
    await expect(
      createTranslationChain(settingsOf({ TRANSLATION_MEMORY_FILES: '/nowhere/tea.tmx' })),
    ).rejects.toMatchObject({ code: 'translation.bad-memory-file' });
  });
});
