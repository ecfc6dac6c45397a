import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { channels } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { WillingEngine } from '../testing/willing-engine.js';
import { DoTranslations } from './do-translations.js';
import { TranslatorModule } from './translation.module.js';

describe('a chat message in another language', () => {
  let engine: WillingEngine;
  let features: INestApplicationContext;
  beforeAll(async () => {
    engine = await WillingEngine.start();
    features = await openFeatures([TranslatorModule], quietSettings({ LIBRETRANSLATE_URL: engine.url }));
  });
  afterEach(() => {
    engine.takes = () => 0;
  });
  afterAll(async () => {
    await features.close();
    await engine.close();
  });

  const translate = async (text: string, left: number, times = 1) => {
    const [sessionId, message] = [uuidv7(), uuidv7()];
    const now = Date.now();
    const wanted = { kind: 'message' as const, message, text, receivedAt: now, deadlineAt: now + left };
    const job = { sessionId, from: 'en', to: 'es', priority: 'viewer-chat' as const, rank: 0, texts: [wanted] };
    const handler = features.get(DoTranslations, { strict: false });
    await Promise.all(Array.from({ length: times }, () => handler.handle(job, { waitedMs: 0 })));
    const log = await features.get(SessionLog).latest(sessionId, channels.chatIn('es'), 10);
    return log.map(({ event }) => event);
  };

  it('stands beside its original, once', async () => {
    expect(await translate('Hello', 4000, 2)).toEqual([
      expect.objectContaining({ type: 'chat.translation', lang: 'es', from: 'en', text: 'es[Hello]', flags: [] }),
    ]);
  });

  it('is the original, flagged, when the engine is not done by the deadline', async () => {
    engine.takes = () => Number.POSITIVE_INFINITY;
    expect(await translate('Hello', 150)).toEqual([
      expect.objectContaining({ text: 'Hello', engine: 'source', machine: false, flags: ['source-fallback'] }),
    ]);
  });
});
