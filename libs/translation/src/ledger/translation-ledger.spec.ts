import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { type ChatTranslation, channels, type SignedInActor, type TranslationFlag } from '#libs/contracts';
import { Database } from '#libs/database';
import { Presence, SessionLog } from '#libs/session-log';
import { SessionRoles, SessionsModule } from '#libs/sessions';
import { anActor, openFeatures, quietSettings } from '../../../../tests/support/feature.js';
import { SpokenSession } from '../../../../tests/support/spoken-session.js';
import { CaptionTextsStore, type MachineText } from '../caption-texts.store.js';
import { TranslationModule } from '../translation.module.js';
import { UsageStore } from '../usage/usage.store.js';
import { ReadTranslationLedger } from './read-translation-ledger.js';
import { TranslationLedgerModule } from './translation-ledger.module.js';

describe('the ledger of a session’s translation', () => {
  let features: INestApplicationContext;
  let operator: SignedInActor;
  beforeAll(async () => {
    const settings = quietSettings({ TRANSLATION_PRICES: 'deepl=20, google=18.5' });
    const modules = [AccountsModule, SessionsModule, TranslationModule, TranslationLedgerModule];
    features = await openFeatures(modules, settings);
    operator = { ...(await anActor(features)), kind: 'operator' };
  });
  afterAll(() => features.close());

  const read = (session: string, actor = operator) => features.get(ReadTranslationLedger).read(actor, session);

  async function told(spoken: SpokenSession, over: Partial<MachineText> = {}) {
    const { segment } = await spoken.say({ text: 'Tea at seven.' });
    const made: MachineText = {
      segment,
      lang: 'es',
      sourceRev: 1,
      state: 'final',
      text: 'Té.',
      engine: 'deepl',
      machine: true,
      flags: [],
      glossary: 0,
      lagMs: 400,
      ...over,
    };
    await features.get(CaptionTextsStore).record([made]);
    return made;
  }
  const chatted = (session: string, lagMs: number, flags: TranslationFlag[] = []) => {
    const message = uuidv7();
    const event: ChatTranslation = {
      type: 'chat.translation',
      message,
      lang: 'es',
      from: 'en',
      text: 'Hola',
      engine: 'deepl',
      machine: true,
      lagMs,
      flags,
    };
    return features.get(SessionLog).append(session, channels.chatIn('es'), event, `${message}.es`);
  };
  const instead = { text: 'Tea at seven.', engine: 'source', machine: false, flags: ['source-fallback'] } as const;

  it('tells how each language was served: how late, what was missed, withdrawn or doubtful', async () => {
    const spoken = await SpokenSession.open(features);
    for (const lagMs of [300, 400, 500, 2000]) await told(spoken, { lagMs });
    await told(spoken, { flags: ['number-mismatch', 'glossary-miss'], lagMs: 350 });
    await told(spoken, { ...instead, lagMs: 4000 });
    const late = await told(spoken, { ...instead, lagMs: 4000 });
    await features
      .get(CaptionTextsStore)
      .record([{ ...late, text: 'Té a las siete.', machine: true, flags: [], lagMs: 4500 }]);
    await told(spoken, { state: 'skipped', text: '', engine: 'source', machine: false, lagMs: 6100 });
    const { pool } = features.get(Database, { strict: false });
    const human = await told(spoken);
    await pool.query(`UPDATE caption_text SET locked = true, machine = false WHERE segment_id = $1`, [human.segment]);
    const withdrawn = await told(spoken);
    await pool.query(`UPDATE caption_text SET state = 'retracted', text = '' WHERE segment_id = $1`, [
      withdrawn.segment,
    ]);
    await told(spoken, { lang: 'sw', lagMs: 900 });

    const { session, languages } = await read(spoken.id);
    expect(session).toBe(spoken.id);
    expect(languages.map(({ lang }) => lang)).toEqual(['es', 'sw']);
    expect(languages[0]?.captions).toEqual({
      finals: 9,
      skipped: 1,
      fallbacks: 1,
      late: 1,
      human: 1,
      erased: 13,
      numberMismatches: 1,
      glossaryMisses: 1,
      lagMs: { p50: 400, p95: 4500 },
    });
    expect(languages[1]).toMatchObject({ captions: { finals: 1, lagMs: { p50: 900, p95: 900 } }, viewers: 0 });
  });

  it('tells of the chat, the engines, what they cost, and who reads', async () => {
    const spoken = await SpokenSession.open(features);
    for (const lagMs of [100, 200, 300]) await chatted(spoken.id, lagMs);
    await chatted(spoken.id, 90, ['blocked']);
    const asked = { sessionId: spoken.id, lang: 'es', calls: 2, texts: 5, characters: 250_000, cached: 4, terms: 3 };
    const store = new UsageStore(features.get(Database, { strict: false }));
    await store.add([
      { ...asked, engine: 'deepl' },
      { ...asked, engine: 'apertium', cached: 1 },
    ]);
    await features.get(Presence).report('node', spoken.id, { byLanguage: { es: 7, fr: 2 } });

    const { languages } = await read(spoken.id);
    const engine = { calls: 2, texts: 5, characters: 250_000 };
    expect(languages).toMatchObject([
      {
        lang: 'es',
        viewers: 7,
        captions: { finals: 0, lagMs: null },
        chat: { messages: 4, blocked: 1, fallbacks: 0, lagMs: { p50: 100, p95: 300 } },
        glossaryHits: 6,
        cacheHits: 5,
        engines: [
          { engine: 'apertium', ...engine, cost: null },
          { engine: 'deepl', ...engine, cost: 5 },
        ],
      },
      { lang: 'fr', viewers: 2, captions: { finals: 0 }, chat: { messages: 0 }, engines: [], cacheHits: 0 },
    ]);
  });

  it('is for those who answer for the session', async () => {
    const spoken = await SpokenSession.open(features);
    const host: SignedInActor = { ...operator, kind: 'guest', accountId: spoken.session.hostId };
    expect(await read(spoken.id, host)).toMatchObject({ languages: [] });
    for (const role of ['moderator', 'co-host', 'interpreter'] as const) {
      const helper = await anActor(features);
      await features.get(SessionRoles).give(operator, spoken.id, helper.accountId, role);
      const outcome = read(spoken.id, helper).then(
        () => 'allowed',
        (error: { code: string }) => error.code,
      );
      expect(await outcome).toBe(role === 'interpreter' ? 'account.forbidden' : 'allowed');
    }
    await expect(read(spoken.id, await anActor(features))).rejects.toMatchObject({ code: 'account.forbidden' });
  });
});
