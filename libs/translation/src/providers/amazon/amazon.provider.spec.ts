import { describe, expect, it } from '@jest/globals';
import { AwsV4Signer } from 'aws4fetch';
import { answersOf } from '../../../testing/answers.js';
import { EngineStub, type StubAnswer, type StubRequest } from '../../../testing/engine-stub.js';
import { describeEngineConformance } from '../../../testing/provider-conformance.js';
import { AmazonProvider } from './amazon.provider.js';

const LANGUAGES = ['auto', 'en', 'es', 'zh', 'zh-TW'].map((LanguageCode) => ({ LanguageCode, LanguageName: 'x' }));
const TARGET = 'AWSShineFrontendService_20170701.';

/** Shaped as Amazon Translate answers; a text of more than ten thousand bytes is an error there too. */
function likeAmazon({ headers, body }: StubRequest): StubAnswer {
  if (headers['x-amz-target'] === `${TARGET}ListLanguages`) return { body: JSON.stringify({ Languages: LANGUAGES }) };
  const { Text, TargetLanguageCode } = JSON.parse(body) as { Text: string; TargetLanguageCode: string };
  if (Buffer.byteLength(Text) > 10_000) {
    return { status: 400, body: '{"__type":"TextSizeLimitExceededException"}' };
  }
  return { body: JSON.stringify({ TranslatedText: `${TargetLanguageCode}[${Text}]` }) };
}

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret-of-ours' };
const aProvider = (stub: EngineStub) =>
  new AmazonProvider({ region: 'eu-central-1', ...credentials, formality: 'formal', url: `${stub.url}/` });

describeEngineConformance('Amazon Translate', async () => {
  const stub = await EngineStub.start(likeAmazon);
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

async function withAmazon<T>(use: (provider: AmazonProvider, stub: EngineStub) => Promise<T>) {
  const stub = await EngineStub.start(likeAmazon);
  try {
    return await use(aProvider(stub), stub);
  } finally {
    await stub.close();
  }
}

describe('Amazon Translate', () => {
  it('gets one text a call, with the pair and the formality', () =>
    withAmazon(async (provider, stub) => {
      expect(await answersOf(provider, ['tea', 'milk'], ['en', 'zh-Hant'])).toEqual(['zh-TW[tea]', 'zh-TW[milk]']);
      const asked = stub.requests.slice(1).map(({ body }) => JSON.parse(body) as unknown);
      expect(asked).toHaveLength(2);
      // side by side: whichever comes first
      for (const Text of ['tea', 'milk']) {
        const pair = { SourceLanguageCode: 'en', TargetLanguageCode: 'zh-TW' };
        expect(asked).toContainEqual({ Text, ...pair, Settings: { Formality: 'FORMAL' } });
      }
    }));

  it('signs what it sends', () =>
    withAmazon(async (provider, stub) => {
      await answersOf(provider, ['tea'], ['en', 'es']);
      for (const { headers, body } of stub.requests) {
        expect(headers.authorization).toMatch(
          /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/translate\/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, /,
        );
        const again = await new AwsV4Signer({
          method: 'POST',
          url: `${stub.url}/`,
          headers: { 'x-amz-target': String(headers['x-amz-target']) },
          body,
          service: 'translate',
          region: 'eu-central-1',
          datetime: String(headers['x-amz-date']),
          ...credentials,
        }).sign();
        expect(headers.authorization).toBe(again.headers.get('authorization'));
      }
    }));

  it('passes on a text that is too long for it, and translates the others', () =>
    withAmazon(async (provider) => {
      expect(await answersOf(provider, ['茶'.repeat(4000), 'tea'], ['en', 'es'])).toEqual([undefined, 'es[tea]']);
    }));
});
