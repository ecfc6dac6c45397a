import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { Database } from '#libs/database';
import { SessionsModule } from '#libs/sessions';
import { openFeatures } from '../../../../tests/support/feature.js';
import { SpokenSession } from '../../../../tests/support/spoken-session.js';
import { failing, prefix, Translator } from '../../testing/a-translator.js';
import { MeteredProvider } from './metered-provider.js';
import { UsageMeter } from './usage-meter.js';
import { UsageStore } from './usage.store.js';

describe('what engines are asked', () => {
  let features: INestApplicationContext;
  beforeAll(async () => {
    features = await openFeatures([AccountsModule, SessionsModule]);
  });
  afterAll(() => features.close());

  it('is counted for the session that asks, by language and engine, by whoever asks, also when it fails', async () => {
    const session = await SpokenSession.open(features);
    const database = features.get(Database, { strict: false });
    const meters = [1, 2].map(() => new UsageMeter(new UsageStore(database)));
    const ask = async (meter: UsageMeter | undefined, translator: Translator, texts: string[], sessionId?: string) => {
      if (meter === undefined) throw new Error('no meter');
      const options = { deadline: Date.now() + 1000, signal: new AbortController().signal };
      const engine = new MeteredProvider(translator, meter);
      await engine
        .translate(texts, 'en', 'es', sessionId === undefined ? options : { ...options, payer: sessionId })
        .catch(() => []);
    };
    const [deepl, google] = [new Translator('deepl', prefix('es')), new Translator('google', failing)];
    await ask(meters[0], deepl, ['Tea 🍵', 'Coffee'], session.id);
    await ask(meters[1], deepl, ['Tea'], session.id);
    await ask(meters[1], google, ['Tea'], session.id);
    await ask(meters[0], deepl, ['of no session']);
    await ask(meters[0], deepl, ['of one that is gone'], uuidv7());
    meters[0]?.count({ sessionId: session.id, lang: 'es', engine: 'deepl' }, { cached: 3, terms: 2 });
    await Promise.all(meters.map((meter) => meter.store()));
    const { rows } = await database.pool.query(
      'SELECT lang, engine, calls, texts, characters::int, cached, terms FROM translation_usage WHERE session_id = $1 ORDER BY engine',
      [session.id],
    );
    expect(rows).toEqual([
      { lang: 'es', engine: 'deepl', calls: 2, texts: 3, characters: 14, cached: 3, terms: 2 },
      { lang: 'es', engine: 'google', calls: 1, texts: 1, characters: 3, cached: 0, terms: 0 },
    ]);
  });

  it('waits for a database that is away, and is stored with what comes next', async () => {
    const stored: number[] = [];
    let away = true;
    const store = {
      add: async (usage: readonly { texts: number }[]) => {
        if (away) throw new Error('away');
        stored.push(...usage.map(({ texts }) => texts));
      },
    };
    const meter = new UsageMeter(store as unknown as UsageStore);
    const place = { sessionId: uuidv7(), lang: 'es', engine: 'deepl' };
    meter.count(place, { texts: 1 });
    await expect(meter.store()).rejects.toThrow('away');
    away = false;
    meter.count(place, { texts: 2 });
    await meter.store();
    await meter.store();
    expect(stored).toEqual([3]);
  });
});
