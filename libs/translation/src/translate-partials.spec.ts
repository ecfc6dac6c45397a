import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule } from '#libs/accounts';
import { type Caption, channels } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { SessionsModule } from '#libs/sessions';
import { openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { SpokenSession } from '../../../tests/support/spoken-session.js';
import { WillingEngine } from '../testing/willing-engine.js';
import { DoTranslations } from './do-translations.js';
import { TranslatorModule } from './translator.module.js';

describe('a caption that is translated while it is spoken', () => {
  let engine: WillingEngine;
  let features: INestApplicationContext;
  let spoken: SpokenSession;
  beforeAll(async () => {
    engine = await WillingEngine.start();
    const settings = quietSettings({ LIBRETRANSLATE_URL: engine.url });
    features = await openFeatures([AccountsModule, SessionsModule, TranslatorModule], settings);
    spoken = await SpokenSession.open(features);
  });
  afterEach(() => {
    engine.takes = () => 0;
    engine.says = undefined;
  });
  afterAll(async () => {
    await features.close();
    await engine.close();
  });

  const translate = ({ segment, n, sourceRev, t0, t1, text }: Caption) => {
    const now = Date.now();
    const times = { receivedAt: now, deadlineAt: now + 2000 };
    const partial = { kind: 'partial' as const, segment, n, sourceRev, t0, t1, text, ...times };
    const job = { sessionId: spoken.id, from: 'en', to: 'es', rank: 0, texts: [partial] };
    return features
      .get(DoTranslations, { strict: false })
      .handle({ ...job, priority: 'caption-partial' }, { waitedMs: 0 });
  };
  const told = async ({ segment }: Caption) =>
    (await features.get(SessionLog).latest(spoken.id, channels.captionsIn('es'), 100))
      .flatMap(({ event }) => (event.type === 'caption' && event.segment === segment ? [event] : []))
      .map(({ rev, state, text, stable }) => ({ rev, state, text, stable }));

  it('shows what two outputs agree on, all of it stable, and nothing twice', async () => {
    const outputs = ['Este té', 'Este té crece', 'Este té creció', 'Este té creció alto'];
    engine.says = () => outputs.shift() ?? '';
    let caption = await spoken.goOn('This tea');
    await translate(caption);
    for (const text of ['This tea grows', 'This tea grew', 'This tea grew high']) {
      caption = await spoken.goOn(text, caption);
      await translate(caption);
    }
    expect(await told(caption)).toEqual([
      { rev: 2, state: 'partial', text: 'Este té', stable: 7 },
      { rev: 4, state: 'partial', text: 'Este té creció', stable: 14 },
    ]);
  });

  it('is not even asked for when more has been said since', async () => {
    const first = await spoken.goOn('An old beginning');
    await spoken.goOn('An old beginning goes on', first);
    await translate(first);
    expect(engine.asked('An old beginning')).toBe(0);
  });

  it('is dropped when more was said while the engine thought', async () => {
    const first = await spoken.goOn('One');
    await translate(first);
    const second = await spoken.goOn('One two', first);
    engine.takes = () => 200;
    const translating = translate(second);
    await new Promise((resolve) => setTimeout(resolve, 80));
    await spoken.goOn('One two three', second);
    await translating;
    expect(await told(first)).toEqual([]);
  });
});
