import { describe, expect, it } from '@jest/globals';
import { answersOf } from '../../../testing/answers.js';
import { EngineStub, type StubAnswer, type StubRequest } from '../../../testing/engine-stub.js';
import { describeEngineConformance } from '../../../testing/provider-conformance.js';
import { GoogleProvider } from './google.provider.js';

const LANGUAGES = ['en', 'es', 'iw', 'zh-CN', 'zh-TW'].map((language) => ({ language }));

/** Shaped as the basic edition of Cloud Translation (v2) answers. */
function likeGoogle({ path, body }: StubRequest): StubAnswer {
  if (path === '/language/translate/v2/languages') return { body: JSON.stringify({ data: { languages: LANGUAGES } }) };
  const { q, target } = JSON.parse(body) as { q: string[]; target: string };
  const translations = q.map((text) => ({ translatedText: `${target}[${text}]` }));
  return { body: JSON.stringify({ data: { translations } }) };
}

const aProvider = (stub: EngineStub) => new GoogleProvider({ url: stub.url, key: 'key-of-ours', region: 'global' });

describeEngineConformance('Google', async () => {
  const stub = await EngineStub.start(likeGoogle);
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

describe('Google', () => {
  it('gets plain texts and its own codes, and the key in a header', async () => {
    const stub = await EngineStub.start(likeGoogle);
    try {
      const provider = aProvider(stub);
      expect(await answersOf(provider, ['tea', 'a & b'], ['en-GB', 'he'])).toEqual(['iw[tea]', 'iw[a & b]']);
      expect(await answersOf(provider, ['tea'], ['zh-Hans', 'zh-Hant-HK'])).toEqual(['zh-TW[tea]']);
      const [, asked] = stub.requests;
      expect(asked).toMatchObject({ path: '/language/translate/v2', headers: { 'x-goog-api-key': 'key-of-ours' } });
      expect(JSON.parse(asked?.body ?? '')).toEqual({
        q: ['tea', 'a & b'],
        source: 'en',
        target: 'iw',
        format: 'text',
      });
    } finally {
      await stub.close();
    }
  });
});
