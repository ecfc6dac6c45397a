import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { loadSettings, Metrics, SharedValues } from '#libs/platform';
import { eventually } from '../../../tests/support/eventually.js';
import { OwnRedis } from '../../../tests/support/own-redis.js';
import { cacheKeyOf, cacheVariantOf, TranslationCache } from './translation-cache.js';

const pair = { from: 'en', to: 'es' };
const variant = cacheVariantOf({ engine: 'apertium', formality: 'default', terms: [] });
const questionOf = (text: string) => ({ key: cacheKeyOf(text, pair), variant });

describe('what processes that share a Redis know of what engines said', () => {
  let redis: OwnRedis;
  const opened: SharedValues[] = [];
  beforeAll(async () => {
    redis = await OwnRedis.start();
  });
  afterAll(async () => {
    for (const shared of opened) shared.onApplicationShutdown();
    await redis?.stop();
  });

  async function aProcess(): Promise<TranslationCache> {
    const shared = new SharedValues(
      loadSettings(
        { TOKEN_SIGNING_KEY: 'A'.repeat(43), REDIS_URL: redis.url },
        { DATABASE_URL: 'postgres://nowhere/no' },
      ),
    );
    opened.push(shared);
    await shared.onModuleInit();
    return new TranslationCache(shared, new Metrics());
  }
  /** How many processes hear what is forgotten. */
  const listening = async () => (await clients('silkcast-removals')).length;
  const clients = (name: string) =>
    asking(async (admin) =>
      String(await admin.client('LIST'))
        .split('\n')
        .filter((line) => line.includes(`name=${name} `) && / ssub=[1-9]/.test(line))
        .map((line) => / ?id=(\d+)/.exec(line)?.[1] ?? ''),
    );
  async function asking<T>(question: (admin: Redis) => Promise<T>): Promise<T> {
    const admin = new Redis(redis.url);
    try {
      return await question(admin);
    } finally {
      admin.disconnect();
    }
  }
  const readBy = async (cache: TranslationCache, text: string) => (await cache.read([questionOf(text)]))[0];

  it('is gone in all of them when a person has corrected it in one, long before its time is over', async () => {
    const [corrector, worker] = [await aProcess(), await aProcess()];
    await eventually('both listen', async () => (await listening()) === 2);
    corrector.write([{ ...questionOf('green tea'), translation: 'té verde' }]);
    corrector.write([{ ...questionOf('black tea'), translation: 'té negro' }]);
    await eventually(
      'the other one has both',
      async () =>
        (await readBy(worker, 'green tea')) === 'té verde' && (await readBy(worker, 'black tea')) === 'té negro',
    );
    await corrector.forget([{ text: 'green tea', ...pair }]);
    await eventually('the other one forgets', async () => (await readBy(worker, 'green tea')) === undefined, 5000);
    expect(await readBy(worker, 'black tea')).toBe('té negro');
  });

  it('is looked up again by a process that was cut off while others forgot', async () => {
    const [corrector, worker] = [await aProcess(), await aProcess()];
    await eventually('all listen', async () => (await listening()) === 4);
    corrector.write([{ ...questionOf('white tea'), translation: 'té blanco' }]);
    await eventually('the other one has it', async () => (await readBy(worker, 'white tea')) === 'té blanco');
    const cutOff = await clients('silkcast-removals');
    const answers = await asking(async (admin) => {
      const atOnce = admin.multi();
      for (const id of cutOff) atOnce.client('KILL', 'ID', id);
      // nobody listens at this moment
      return atOnce.del(questionOf('white tea').key).exec();
    });
    expect(answers?.map(([, gone]) => gone)).toEqual([1, 1, 1, 1, 1]);
    await eventually(
      'the other one has looked again',
      async () => (await readBy(worker, 'white tea')) === undefined,
      5000,
    );
  });
});
