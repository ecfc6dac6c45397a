import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { answersOf } from '../../../testing/answers.js';
import { EngineStub, type StubAnswer, type StubRequest } from '../../../testing/engine-stub.js';
import { describeEngineConformance } from '../../../testing/provider-conformance.js';
import { WebhookProvider } from './webhook.provider.js';

const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`;

type Event = { type: string; data: { to: string; texts: string[] } };

/** As an operator may write one: it believes what is signed, and passes on what it does not know. */
function anOperatorsEngine({ headers, body }: StubRequest): StubAnswer {
  const event = new Webhook(secret).verify(body, headers as Record<string, string>) as Event;
  if (event.type === 'translation.pairs') return { body: '{"pairs":[{"source":"en","target":"es"}]}' };
  const { to, texts } = event.data;
  const translations = texts.map((text) => (text === 'unknown' ? null : text.trim() && `${to}[${text}]`));
  return { body: JSON.stringify({ translations }) };
}

describeEngineConformance('A webhook', async () => {
  const stub = await EngineStub.start(anOperatorsEngine);
  return {
    provider: new WebhookProvider({ url: `${stub.url}/translate`, secret }),
    from: 'en',
    to: 'es',
    texts: ['tea', 'coffee from Rwanda', 'two boxes'],
    unsupported: { from: 'en', to: 'sw' },
    hang: () => stub.behave(() => 'hang'),
    close: () => stub.close(),
  };
});

describe('a webhook', () => {
  it('gets texts, context, glossary and deadline, signed', async () => {
    const stub = await EngineStub.start(anOperatorsEngine);
    try {
      const provider = new WebhookProvider({ url: `${stub.url}/translate`, secret });
      const deadline = Date.now() + 3000;
      const glossary = [{ source: 'tea', target: 'té' }];
      expect(
        await answersOf(provider, ['tea', 'unknown'], ['en-GB', 'es'], { context: ['Hi.'], glossary, deadline }),
      ).toEqual(['es[tea]', undefined]);
      expect(JSON.parse(stub.requests.at(-1)?.body ?? '')).toEqual({
        type: 'translation.requested',
        timestamp: expect.any(String),
        data: {
          from: 'en',
          to: 'es',
          texts: ['tea', 'unknown'],
          context: ['Hi.'],
          glossary,
          deadline: new Date(deadline).toISOString(),
        },
      });
    } finally {
      await stub.close();
    }
  });

  it('is a bad answer when the count does not fit', async () => {
    const stub = await EngineStub.start(anOperatorsEngine);
    try {
      const provider = new WebhookProvider({ url: stub.url, secret });
      await provider.supports('en', 'es');
      stub.behave(() => ({ body: '{"translations":["té"]}' }));
      await expect(answersOf(provider, ['tea', 'milk'], ['en', 'es'])).rejects.toMatchObject({
        code: 'translation.provider-bad-answer',
      });
    } finally {
      await stub.close();
    }
  });
});
