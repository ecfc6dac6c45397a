import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { channels } from '#libs/contracts';
import { Database } from '#libs/database';
import { SessionLog } from '#libs/session-log';
import { SessionsModule } from '#libs/sessions';
import { openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { SpokenSession } from '../../../tests/support/spoken-session.js';
import { WillingEngine } from '../testing/willing-engine.js';
import { DoTranslations } from './do-translations.js';
import { TranslatorModule } from './translator.module.js';

describe('a chat message in another language', () => {
  let engine: WillingEngine;
  let features: INestApplicationContext;
  beforeAll(async () => {
    engine = await WillingEngine.start();
    features = await openFeatures(
      [AccountsModule, SessionsModule, TranslatorModule],
      quietSettings({ LIBRETRANSLATE_URL: engine.url }),
    );
  });
  afterEach(() => {
    engine.takes = () => 0;
  });
  afterAll(async () => {
    await features.close();
    await engine.close();
  });

  const translate = async (text: string, left: number, { times = 1, sessionId = uuidv7(), byStaff = false } = {}) => {
    const message = uuidv7();
    const now = Date.now();
    const wanted = { kind: 'message' as const, message, text, byStaff, receivedAt: now, deadlineAt: now + left };
    const job = { sessionId, from: 'en', to: 'es', priority: 'viewer-chat' as const, rank: 0, texts: [wanted] };
    const handler = features.get(DoTranslations, { strict: false });
    await Promise.all(Array.from({ length: times }, () => handler.handle(job, { waitedMs: 0 })));
    const log = await features.get(SessionLog).latest(sessionId, channels.chatIn('es'), 10);
    return log.map(({ event }) => event);
  };

  it('stands beside its original, once', async () => {
    expect(await translate('Hello', 4000, { times: 2 })).toEqual([
      expect.objectContaining({ type: 'chat.translation', lang: 'es', from: 'en', text: 'es[Hello]', flags: [] }),
    ]);
  });

  it('is the original, flagged, when the engine is not done by the deadline', async () => {
    engine.takes = () => Number.POSITIVE_INFINITY;
    expect(await translate('Good night', 150)).toEqual([
      expect.objectContaining({ text: 'Good night', engine: 'source', machine: false, flags: ['source-fallback'] }),
    ]);
  });

  it('is told without its text when it says what is blocked in the session, unless the staff says it', async () => {
    const { id: sessionId } = await SpokenSession.open(features);
    const { pool } = features.get(Database, { strict: false });
    await pool.query(`UPDATE session SET blocked_words = '{es[hello],spam}' WHERE id = $1`, [sessionId]);
    const [viewers, staffs, harmless] = [
      await translate('Hello', 4000, { sessionId }),
      await translate('Hello', 4000, { sessionId, byStaff: true }),
      await translate('Good tea', 4000, { sessionId }),
    ].map((events) => events.at(-1));
    expect(viewers).toMatchObject({ text: '', flags: ['blocked'] });
    expect(staffs).toMatchObject({ text: 'es[Hello]', flags: [] });
    expect(harmless).toMatchObject({ text: 'es[Good tea]', flags: [] });
  });
});
