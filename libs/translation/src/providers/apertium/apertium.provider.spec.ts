import { describe, expect, it } from '@jest/globals';
import { EngineStub, type StubBehaviour, type StubRequest } from '../../../testing/engine-stub.js';
import { describeEngineConformance } from '../../../testing/provider-conformance.js';
import { ApertiumProvider } from './apertium.provider.js';

const LIST = [
  { sourceLanguage: 'spa', targetLanguage: 'eng' },
  { sourceLanguage: 'spa', targetLanguage: 'eng_US' },
  { sourceLanguage: 'eng', targetLanguage: 'spa' },
  { sourceLanguage: 'ind', targetLanguage: 'zlm' },
];
const reply = (responseData: unknown) => ({
  body: JSON.stringify({ responseData, responseDetails: null, responseStatus: 200 }),
});
const asked = (body: string) => Object.fromEntries(new URLSearchParams(body));

/** Shaped as APY 0.11.7 answers; like the original it trims the text, and cuts it after five thousand characters. */
function likeApy({ path, body }: StubRequest) {
  if (path === '/listPairs') return reply(LIST);
  const { q = '', langpair = '' } = asked(body);
  const lines = q.trim().slice(0, 5000).split('\n\n');
  return reply({ translatedText: lines.map((line) => `${langpair.split('|')[1]} ${line}`).join('\n\n') });
}

describeEngineConformance('Apertium', async () => {
  const stub = await EngineStub.start(likeApy);
  return {
    provider: new ApertiumProvider(stub.url),
    from: 'en',
    to: 'es',
    texts: ['tea', 'coffee from Rwanda', 'two boxes'],
    unsupported: { from: 'en', to: 'zh-Hans' },
    hang: () => stub.behave(() => 'hang'),
    close: () => stub.close(),
  };
});

async function withApy<T>(behaviour: StubBehaviour, use: (provider: ApertiumProvider, stub: EngineStub) => Promise<T>) {
  const stub = await EngineStub.start((request) =>
    request.path === '/listPairs' ? likeApy(request) : behaviour(request),
  );
  try {
    return await use(new ApertiumProvider(stub.url), stub);
  } finally {
    await stub.close();
  }
}
const limits = () => ({ deadline: Date.now() + 5000, signal: new AbortController().signal });

describe('Apertium', () => {
  it('translates a hundred texts in one call', () =>
    withApy(likeApy, async (provider, stub) => {
      const texts = Array.from({ length: 100 }, (_, at) => `caption ${at}`);
      const answers = await provider.translate(texts, 'en', 'es', limits());
      expect(answers.map((answer) => answer?.text)).toEqual(texts.map((text) => `spa ${text}`));
      const calls = stub.requests.filter(({ path }) => path === '/translate');
      expect(calls).toHaveLength(1);
      expect(asked(calls[0]?.body ?? '')).toMatchObject({ langpair: 'eng|spa', markUnknown: 'no', format: 'txt' });
    }));

  it('finds the codes of a pair by its tags', () =>
    withApy(likeApy, async (provider) => {
      const translated = async (from: string, to: string) =>
        (await provider.translate(['x'], from, to, limits()))[0]?.text;
      expect(await translated('es-MX', 'en-US')).toBe('eng_US x');
      expect(await translated('es', 'en')).toBe('eng x');
      expect(await translated('id', 'ms')).toBe('zlm x');
      expect(await provider.supports('es', 'ms')).toBe(false);
    }));

  it('keeps the lines of a text together, and its white space', () =>
    withApy(likeApy, async (provider) => {
      const [answer] = await provider.translate([' one\n\n  two \nthree'], 'en', 'es', limits());
      expect(answer?.text).toBe(' spa one\n\n  spa two \nspa three');
    }));

  it('translates all of a text that is longer than a call', () =>
    withApy(likeApy, async (provider) => {
      const long = Array.from({ length: 3000 }, (_, at) => `w${at}`).join(' ');
      const [answer] = await provider.translate([long], 'en', 'es', limits());
      expect(answer?.text.replaceAll('spa ', '')).toBe(long);
    }));

  it('lets a line that confuses the engine spoil only itself', () =>
    withApy(
      (request) => {
        const { q = '' } = asked(request.body);
        return likeApy({
          ...request,
          body: new URLSearchParams({ ...asked(request.body), q: q.replace('bad', 'bad\n\nline') }).toString(),
        });
      },
      async (provider) => {
        const answers = await provider.translate(['one', 'two', 'bad', 'four', 'five'], 'en', 'es', limits());
        expect(answers.map((answer) => answer?.text)).toEqual([
          'spa one',
          'spa two',
          'spa bad spa line',
          'spa four',
          'spa five',
        ]);
      },
    ));

  it('shows none of the marks by which the engine talks to linguists', () =>
    withApy(
      () => reply({ translatedText: '#Grano de @café\n\n#oferta en @tienda' }),
      async (provider) => {
        const answers = await provider.translate(['Coffee beans', '#deal at @shop'], 'en', 'es', limits());
        expect(answers.map((answer) => answer?.text)).toEqual(['Grano de café', '#oferta en @tienda']);
      },
    ));
});
