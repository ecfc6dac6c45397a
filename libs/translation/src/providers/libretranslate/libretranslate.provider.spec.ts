import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EngineStub, type StubAnswer, type StubRequest } from '../../../testing/engine-stub.js';
import { describeEngineConformance } from '../../../testing/provider-conformance.js';
import { LibreTranslateProvider } from './libretranslate.provider.js';

const LANGUAGES = JSON.stringify([
  { code: 'en', name: 'English', targets: ['en', 'es', 'zt', 'pt-BR'] },
  { code: 'es', name: 'Spanish', targets: ['en', 'es'] },
  { code: 'zt', name: 'Chinese (traditional)', targets: ['en'] },
]);
const translation = (texts: readonly string[]) => ({ body: JSON.stringify({ translatedText: texts }) });

/** Shaped as LibreTranslate 1.6 answers; the translation of a text is the text in brackets of its target. */
function likeLibreTranslate({ path, body }: StubRequest): StubAnswer {
  if (path === '/languages') return { body: LANGUAGES };
  const { q, target } = JSON.parse(body) as { q: string[]; target: string };
  return translation(q.map((text) => (text.trim() === '' ? '' : `${target}[${text}]`)));
}

describeEngineConformance('LibreTranslate', async () => {
  const stub = await EngineStub.start(likeLibreTranslate);
  return {
    provider: new LibreTranslateProvider(stub.url),
    from: 'en',
    to: 'es-MX',
    texts: ['tea', 'coffee from Rwanda', 'two boxes'],
    unsupported: { from: 'en', to: 'sw' },
    hang: () => stub.behave(() => 'hang'),
    close: () => stub.close(),
  };
});

describe('LibreTranslate', () => {
  let stub: EngineStub;
  let restore = () => {};
  beforeAll(async () => {
    stub = await EngineStub.start(likeLibreTranslate);
  });
  afterEach(() => restore());
  afterAll(() => stub.close());

  const limits = () => ({ deadline: Date.now() + 5000, signal: new AbortController().signal });
  const translate = async (texts: readonly string[], to = 'es') => {
    const provider = new LibreTranslateProvider(stub.url, 'key-of-ours');
    await provider.supports('en', to);
    return provider.translate(texts, 'en', to, limits());
  };
  const answering = (answer: StubAnswer | 'hang up') => {
    restore = stub.behave((request) => (request.path === '/languages' ? { body: LANGUAGES } : answer));
  };

  it('sends many texts in one request, with the key', async () => {
    const before = stub.requests.length;
    await translate(['tea', '', 'coffee']);
    const [, asked, ...more] = stub.requests.slice(before);
    expect(more).toEqual([]);
    expect(asked).toMatchObject({ method: 'POST', path: '/translate' });
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      q: ['tea', 'coffee'],
      source: 'en',
      target: 'es',
      format: 'text',
      api_key: 'key-of-ours',
    });
  });

  it('asks for the languages once', async () => {
    const provider = new LibreTranslateProvider(stub.url);
    const before = stub.requests.length;
    const answers = await Promise.all([
      provider.supports('en', 'zh-TW'),
      provider.supports('en', 'pt'),
      provider.supports('es', 'pt'),
    ]);
    expect(answers).toEqual([true, true, false]);
    expect(stub.requests.slice(before).map(({ path }) => path)).toEqual(['/languages']);
  });

  it('asks for the languages again when that failed', async () => {
    const provider = new LibreTranslateProvider(stub.url);
    restore = stub.behave(() => ({ status: 502, body: '' }));
    await expect(provider.supports('en', 'es')).rejects.toMatchObject({ code: 'translation.provider-unavailable' });
    restore();
    expect(await provider.supports('en', 'es')).toBe(true);
  });

  it('speaks the codes of the server', async () => {
    expect(await translate(['tea'], 'zh-Hant')).toEqual([{ text: 'zt[tea]', flags: [] }]);
    expect(await translate(['tea'], 'pt')).toEqual([{ text: 'pt-BR[tea]', flags: [] }]);
  });

  it('finds a server below a path', async () => {
    restore = stub.behave((request) => likeLibreTranslate({ ...request, path: request.path.replace('/mt', '') }));
    const provider = new LibreTranslateProvider(`${stub.url}/mt`);
    expect(await provider.translate(['tea'], 'en', 'es', limits())).toEqual([{ text: 'es[tea]', flags: [] }]);
    expect(stub.requests.at(-1)?.path).toBe('/mt/translate');
  });

  it('passes on a text that the engine answered with nothing', async () => {
    answering(translation(['té', ' ']));
    expect(await translate(['tea', 'hm'])).toEqual([{ text: 'té', flags: [] }, undefined]);
  });

  it.each<[string, StubAnswer | 'hang up', string, boolean]>([
    ['fails', { status: 500, body: '{"error":"secret tea"}' }, 'translation.provider-unavailable', true],
    ['is busy', { status: 429, body: '{"error":"Slowdown"}' }, 'translation.provider-unavailable', true],
    ['hangs up', 'hang up', 'translation.provider-unavailable', true],
    ['wants another key', { status: 403, body: '{}' }, 'translation.provider-refused', false],
    [
      'sends us elsewhere',
      { status: 302, headers: { location: '/languages' }, body: '' },
      'translation.provider-bad-answer',
      false,
    ],
    ['shows a web page', { body: '<html>secret tea</html>' }, 'translation.provider-bad-answer', false],
    ['answers something else', { body: '{"translatedText":"secret tea"}' }, 'translation.provider-bad-answer', false],
    ['loses a text', translation([]), 'translation.provider-bad-answer', false],
    ['adds a text', translation(['a', 'b']), 'translation.provider-bad-answer', false],
    ['never stops talking', translation(['x'.repeat(3_000_000)]), 'translation.provider-bad-answer', false],
  ])('says so, without a word of the text, when the server %s', async (_what, answer, code, retryable) => {
    answering(answer);
    const error: unknown = await translate(['secret tea']).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ name: 'TranslationProviderError', code, retryable, provider: 'libretranslate' });
    expect(String(error) + JSON.stringify(error)).not.toContain('secret');
  });

  it('says that a server is not there', async () => {
    const gone = await EngineStub.start(likeLibreTranslate);
    const provider = new LibreTranslateProvider(gone.url);
    await gone.close();
    await expect(provider.supports('en', 'es')).rejects.toMatchObject({
      code: 'translation.provider-unavailable',
    });
  });
});
