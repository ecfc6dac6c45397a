import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { Database } from '#libs/database';
import { SessionsModule } from '#libs/sessions';
import { aScheduledSession } from '../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { WillingEngine } from '../testing/willing-engine.js';
import { ChangeGlossary } from './glossary/change-glossary.js';
import { TranslateTexts } from './translate-texts.js';
import { TranslatorModule } from './translator.module.js';

describe('texts of a session in another language', () => {
  let engine: WillingEngine;
  let features: INestApplicationContext;
  beforeAll(async () => {
    engine = await WillingEngine.start();
    const settings = quietSettings({ LIBRETRANSLATE_URL: engine.url, LIBRETRANSLATE_REGION: 'eu' });
    features = await openFeatures([AccountsModule, SessionsModule, TranslatorModule], settings);
  });
  afterAll(async () => {
    await features.close();
    await engine.close();
  });

  async function aSession() {
    const host = await anActor(features);
    const { id } = await aScheduledSession(features, host, { languages: ['en', 'es'] });
    return { host, id };
  }
  const translate = (sessionId: string | null, ...texts: string[]) => {
    const { signal } = new AbortController();
    const batch = { sessionId, kind: 'chat' as const, from: 'en', to: 'es', texts, context: [], signal };
    return features.get(TranslateTexts, { strict: false }).translate({ ...batch, deadlineAt: Date.now() + 4000 });
  };

  it('have its words in them, from the moment they are told', async () => {
    const { host, id } = await aSession();
    const said = `I like the green tea of Nyungwe ${uuidv7().slice(-4)}`;
    expect(await translate(id, said)).toMatchObject([{ text: `es[${said}]`, glossary: 0, flags: [] }]);
    const term = { sourceLang: 'en', source: 'green tea', targets: { es: 'té verde' } };
    await features.get(ChangeGlossary, { strict: false }).add(host, id, term);
    expect(await translate(id, said)).toMatchObject([
      { text: `es[${said.replace('green tea', 'té verde')}]`, engine: 'libretranslate', glossary: 1, flags: [] },
    ]);
    expect(await translate(null, said)).toMatchObject([{ text: `es[${said}]`, glossary: 0 }]);
  });

  it('are asked for once, whoever says them', async () => {
    const said = `Hello from ${uuidv7()}`;
    for (const { id } of [await aSession(), await aSession()]) await translate(id, said);
    await translate(null, said, said);
    expect(engine.asked(said)).toBe(1);
  });

  it('are seen by nobody outside of its regions', async () => {
    const { id } = await aSession();
    const said = `Only for us ${uuidv7()}`;
    await features.get(Database).pool.query(`UPDATE session SET allowed_regions = '{us}' WHERE id = $1`, [id]);
    expect(await translate(id, said)).toMatchObject([{ text: said, engine: 'source', flags: ['source-fallback'] }]);
    expect(engine.asked(said)).toBe(0);
  });
});
