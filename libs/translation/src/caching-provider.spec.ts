import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadSettings, Metrics, SharedValues } from '#libs/platform';
import { RuledEngine } from '../testing/hostile-engine.js';
import { CachingProvider } from './caching-provider.js';
import { FaithfulProvider } from './placeholders/faithful-provider.js';
import { TranslationCache } from './translation-cache.js';
import type { GlossaryTerm } from './translation-provider.js';

const redisUrl = () => {
  const url = process.env.REDIS_URL;
  if (url === undefined) throw new Error('REDIS_URL must name a Redis: run the tests by `npm test`.');
  return url;
};
const once = Math.random().toString(36).slice(2);
const text = (words: string) => `${words} ${once}`;

describe.each(['in this process', 'in Redis'])('an engine with a memory %s', (where) => {
  const processes: { shared: SharedValues; cache: TranslationCache; metrics: Metrics }[] = [];
  const openProcess = async () => {
    const settings = loadSettings(
      { TOKEN_SIGNING_KEY: 'A'.repeat(43), ...(where === 'in Redis' && { REDIS_URL: redisUrl() }) },
      { DATABASE_URL: 'postgres://nowhere/none' },
    );
    const shared = new SharedValues(settings);
    await shared.onModuleInit();
    const metrics = new Metrics();
    const one = { shared, metrics, cache: new TranslationCache(shared, metrics) };
    processes.push(one);
    return one;
  };
  let house: Awaited<ReturnType<typeof openProcess>>;
  beforeAll(async () => {
    house = await openProcess();
  });
  afterAll(() => {
    for (const { shared } of processes) shared.onApplicationShutdown();
  });

  const ask = async (engine: RuledEngine, texts: string[], glossary: GlossaryTerm[] = [], cache = house.cache) => {
    const provider = new CachingProvider(new FaithfulProvider(engine), cache, 'default');
    const options = { glossary, deadline: Date.now() + 5000, signal: new AbortController().signal };
    return (await provider.translate(texts, 'en', 'es', options)).map((answer) => answer?.text);
  };
  const shouting = () => new RuledEngine((said) => said.toUpperCase());

  it('is asked for a text once', async () => {
    const engine = shouting();
    const [one, other] = [text('good morning'), text('good night')];
    expect(await ask(engine, [one])).toEqual([one.toUpperCase()]);
    expect(await ask(engine, [` ${one} `, other])).toEqual([one.toUpperCase(), other.toUpperCase()]);
    expect(engine.asked).toEqual([[one], [other]]);
    const { values } = await house.metrics.translationCache.get();
    expect(values.find(({ labels }) => labels.result === 'hit')?.value).toBe(1);
  });

  it('is asked again when another word of the glossary counts, not for one that does not occur', async () => {
    const engine = shouting();
    const said = text('green tea');
    await ask(engine, [said]);
    await ask(engine, [said], [{ source: 'coffee', target: 'café' }]);
    expect(engine.asked).toHaveLength(1);
    expect(await ask(engine, [said], [{ source: 'tea', target: 'té' }])).toEqual([`GREEN té ${once.toUpperCase()}`]);
    expect(engine.asked).toHaveLength(2);
  });

  it('is asked again for what was flagged', async () => {
    const engine = new RuledEngine((said) => `${said} 7`);
    await ask(engine, [text('30 bags')]);
    const before = engine.asked.length;
    await ask(engine, [text('30 bags')]);
    expect(engine.asked.length).toBe(2 * before);
  });

  it('is asked again after a person has corrected it', async () => {
    const engine = shouting();
    const said = text('black tea');
    await ask(engine, [said]);
    await house.cache.forget([{ text: said, from: 'en', to: 'es' }]);
    await ask(engine, [said]);
    expect(engine.asked).toHaveLength(2);
  });

  it('knows what other processes were told, when they share a Redis', async () => {
    const [engine, another] = [shouting(), shouting()];
    const said = text('white tea');
    await ask(engine, [said]);
    await ask(another, [said], [], (await openProcess()).cache);
    expect(another.asked).toHaveLength(where === 'in Redis' ? 0 : 1);
  });
});

describe('an engine whose memory hangs', () => {
  it('answers almost as soon as without one', async () => {
    const hanging = { away: false, read: () => new Promise(() => {}), write: () => {}, onRemoved: () => {} };
    const cache = new TranslationCache(hanging as unknown as SharedValues, new Metrics());
    const provider = new CachingProvider(new RuledEngine((said) => said.toUpperCase()), cache, 'default');
    const options = { deadline: Date.now() + 5000, signal: new AbortController().signal };
    const answer = provider.translate(['good morning'], 'en', 'es', options);
    const patience = pause(1000, 'too late', { ref: false });
    expect(await Promise.race([answer, patience])).toEqual([{ text: 'GOOD MORNING', flags: [] }]);
  });
});
