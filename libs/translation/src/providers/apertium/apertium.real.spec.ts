import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApertiumProcess } from '../../../testing/apertium-process.js';
import { describeEngineConformance } from '../../../testing/provider-conformance.js';
import { ApertiumProvider } from './apertium.provider.js';

jest.setTimeout(30_000);

describeEngineConformance('The real Apertium', async () => {
  const apertium = await ApertiumProcess.start();
  return {
    provider: new ApertiumProvider(apertium.url),
    from: 'en',
    to: 'es',
    texts: ['This green tea comes from Rwanda.', 'The box costs 12 dollars', 'Good morning, friends!'],
    unsupported: { from: 'en', to: 'zh-Hans' },
    hang: () => apertium.freeze(),
    close: () => apertium.stop(),
  };
});

describe('a caption through the real Apertium', () => {
  let apertium: ApertiumProcess;
  beforeAll(async () => {
    apertium = await ApertiumProcess.start();
  });
  afterAll(() => apertium?.stop());

  const translate = (texts: readonly string[], from: string, to: string) =>
    new ApertiumProvider(apertium.url).translate(texts, from, to, {
      deadline: Date.now() + 20_000,
      signal: new AbortController().signal,
    });

  it('goes from English to Spanish', async () => {
    const [caption] = await translate(['This green tea comes from Rwanda.'], 'en', 'es');
    expect(caption?.text).toMatch(/^Este té verde .*Ruanda\.$/);
  });

  it('goes from the Spanish of Mexico to English', async () => {
    const [caption] = await translate(['La caja cuesta 12 dólares.'], 'es-MX', 'en');
    expect(caption?.text).toMatch(/box costs 12 dollars/);
  });

  it('takes a hundred captions at once, and keeps each apart', async () => {
    const captions = Array.from({ length: 100 }, (_, at) =>
      at % 2 === 0 ? `The tea number ${at}` : `I like coffee ${at}`,
    );
    const answers = await translate(captions, 'en', 'es');
    expect(answers).toHaveLength(100);
    for (const [at, answer] of answers.entries()) {
      expect(answer?.text).toMatch(new RegExp(`^${at % 2 === 0 ? 'El .*té' : 'Me gusta .*café'}.* ${at}$`));
    }
  });
});
