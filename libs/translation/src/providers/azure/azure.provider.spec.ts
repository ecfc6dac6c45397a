import { describe, expect, it } from '@jest/globals';
import { answersOf } from '../../../testing/answers.js';
import { EngineStub, type StubAnswer, type StubRequest } from '../../../testing/engine-stub.js';
import { describeEngineConformance } from '../../../testing/provider-conformance.js';
import { AzureProvider } from './azure.provider.js';

const LANGUAGES = Object.fromEntries(
  ['en', 'es', 'zh-Hans', 'zh-Hant', 'pt', 'pt-pt'].map((code) => [code, { name: code, dir: 'ltr' }]),
);

/** Shaped as version 3.0 of the Translator answers. */
function likeAzure({ path, body }: StubRequest): StubAnswer {
  if (path.startsWith('/languages')) return { body: JSON.stringify({ translation: LANGUAGES }) };
  const to = new URLSearchParams(path.split('?')[1]).get('to');
  const asked = JSON.parse(body) as { Text: string }[];
  return { body: JSON.stringify(asked.map(({ Text }) => ({ translations: [{ text: `${to}[${Text}]`, to }] }))) };
}

const aProvider = (stub: EngineStub) =>
  new AzureProvider({ url: stub.url, key: 'key-of-ours', resourceRegion: 'westeurope', region: 'eu' });

describeEngineConformance('Azure', async () => {
  const stub = await EngineStub.start(likeAzure);
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

describe('Azure', () => {
  it('gets plain texts, the pair in the address, and key and region in headers', async () => {
    const stub = await EngineStub.start(likeAzure);
    try {
      expect(await answersOf(aProvider(stub), ['tea', 'milk'], ['zh-TW', 'pt-PT'])).toEqual([
        'pt-pt[tea]',
        'pt-pt[milk]',
      ]);
      const [languages, asked] = stub.requests;
      expect(languages?.headers).not.toHaveProperty('ocp-apim-subscription-key');
      expect(asked).toMatchObject({
        path: '/translate?api-version=3.0&from=zh-Hant&to=pt-pt&textType=plain',
        headers: { 'ocp-apim-subscription-key': 'key-of-ours', 'ocp-apim-subscription-region': 'westeurope' },
        body: '[{"Text":"tea"},{"Text":"milk"}]',
      });
    } finally {
      await stub.close();
    }
  });
});
