import { describe, expect, it } from '@jest/globals';
import { answersOf } from '../../../testing/answers.js';
import { EngineStub, type StubAnswer, type StubBehaviour, type StubRequest } from '../../../testing/engine-stub.js';
import { describeEngineConformance } from '../../../testing/provider-conformance.js';
import { DeepLProvider } from './deepl.provider.js';

type Asked = { text: string[]; target_lang: string; glossary_id?: string };

const listed = (...languages: string[]) => ({
  body: JSON.stringify(languages.map((language) => ({ language, name: language, supports_formality: true }))),
});
const translations = (texts: readonly string[]) => ({
  body: JSON.stringify({ translations: texts.map((text) => ({ detected_source_language: 'EN', text })) }),
});

/** Shaped as DeepL's API v2 answers. */
function likeDeepL({ method, path, body }: StubRequest): StubAnswer {
  if (path === '/v2/languages?type=source') return listed('EN', 'ES', 'ZH', 'PT');
  if (path === '/v2/languages?type=target') return listed('EN-GB', 'EN-US', 'ES', 'ZH', 'ZH-HANT', 'PT-BR');
  if (path === '/v2/glossaries' && method === 'GET') return { body: '{"glossaries":[]}' };
  if (path === '/v2/glossaries') {
    const { name } = JSON.parse(body) as { name: string };
    return { status: 201, body: JSON.stringify({ glossary_id: 'glossary-1', name, ready: true, entry_count: 1 }) };
  }
  const { text, target_lang } = JSON.parse(body) as Asked;
  return translations(text.map((each) => `${target_lang}[${each}]`));
}

const aProvider = (stub: EngineStub) =>
  new DeepLProvider({ url: stub.url, key: 'key-of-ours', region: 'eu', formality: 'informal' });

describeEngineConformance('DeepL', async () => {
  const stub = await EngineStub.start(likeDeepL);
  return {
    provider: aProvider(stub),
    from: 'en',
    to: 'es',
    texts: ['tea', 'coffee from Rwanda', 'two boxes'],
    unsupported: { from: 'en', to: 'sw' },
    hang: () => stub.behave(() => 'hang'),
    close: () => stub.close(),
  };
});

async function withDeepL<T>(use: (provider: DeepLProvider, stub: EngineStub) => Promise<T>, other?: StubBehaviour) {
  const stub = await EngineStub.start(other ?? likeDeepL);
  try {
    return await use(aProvider(stub), stub);
  } finally {
    await stub.close();
  }
}

const translateCalls = (stub: EngineStub) =>
  stub.requests.filter(({ path }) => path === '/v2/translate').map(({ body }) => JSON.parse(body) as Asked);

describe('DeepL', () => {
  it('gets the texts in one request, with key, context and formality', () =>
    withDeepL(async (provider, stub) => {
      const answers = await answersOf(provider, ['tea', 'milk'], ['en-GB', 'es'], { context: ['Hello.', 'Welcome!'] });
      expect(answers).toEqual(['ES[tea]', 'ES[milk]']);
      expect(stub.requests.at(-1)?.headers.authorization).toBe('DeepL-Auth-Key key-of-ours');
      expect(translateCalls(stub)).toEqual([
        {
          text: ['tea', 'milk'],
          source_lang: 'EN',
          target_lang: 'ES',
          preserve_formatting: true,
          formality: 'prefer_less',
          context: 'Hello.\nWelcome!',
        },
      ]);
    }));

  it('speaks its codes, whose sources say less than its targets', () =>
    withDeepL(async (provider) => {
      expect(await answersOf(provider, ['tea'], ['es', 'en'])).toEqual(['EN-US[tea]']);
      expect(await answersOf(provider, ['tea'], ['es', 'zh-TW'])).toEqual(['ZH-HANT[tea]']);
      expect(await answersOf(provider, ['tea'], ['zh-Hant', 'pt'])).toEqual(['PT-BR[tea]']);
      expect(await answersOf(provider, ['tea'], ['en', 'zh-Hans'])).toEqual(['ZH[tea]']);
    }));

  it('makes a glossary of the terms of a session once, and translates with it when it is there', () =>
    withDeepL(async (provider, stub) => {
      const glossary = [
        { source: 'Silver Needle', target: 'Agujas de Plata' },
        { source: 'line\nbreak', target: 'x' },
      ];
      const translated = async () => {
        await answersOf(provider, ['Silver Needle'], ['en', 'es'], { glossary });
        return translateCalls(stub).at(-1)?.glossary_id;
      };
      expect(await translated()).toBeUndefined();
      while ((await translated()) === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await translated()).toBe('glossary-1');
      const made = stub.requests.filter(({ path, method }) => path === '/v2/glossaries' && method === 'POST');
      expect(made.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
        {
          name: expect.stringMatching(/^silkcast-[0-9a-f]{32}$/),
          source_lang: 'en',
          target_lang: 'es',
          entries: 'Silver Needle\tAgujas de Plata',
          entries_format: 'tsv',
        },
      ]);
    }));

  it('translates without a glossary when DeepL does not take it', () =>
    withDeepL(
      async (provider, stub) => {
        const glossary = [{ source: 'tea', target: 'té' }];
        const translate = () => answersOf(provider, ['tea'], ['en', 'es'], { glossary });
        expect([await translate(), await translate()]).toEqual([['ES[tea]'], ['ES[tea]']]);
        expect(translateCalls(stub).map(({ glossary_id }) => glossary_id)).toEqual([undefined, undefined]);
      },
      (request) => (request.path === '/v2/glossaries' ? { status: 456, body: '{}' } : likeDeepL(request)),
    ));

  it('sends long texts in several requests, none larger than it takes', () =>
    withDeepL(async (provider, stub) => {
      const long = '茶'.repeat(8000);
      expect(await answersOf(provider, ['tea', long, long, long], ['en', 'es'])).toHaveLength(4);
      expect(translateCalls(stub).map(({ text }) => text.length)).toEqual([3, 1]);
      for (const { body } of stub.requests) expect(Buffer.byteLength(body)).toBeLessThan(128 * 1024);
    }));
});
