import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule } from '#libs/accounts';
import { SessionLog } from '#libs/session-log';
import { MoveSession, SessionsModule } from '#libs/sessions';
import { aScheduledSession } from '../../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures, quietSettings } from '../../../../tests/support/feature.js';
import { WillingEngine } from '../../testing/willing-engine.js';
import { ChangeGlossary } from '../glossary/change-glossary.js';
import { LearnTerms } from '../glossary/learn-terms.js';
import { RehearsalModule } from './rehearsal.module.js';
import { RehearseScript } from './rehearse-script.js';

describe('a script that is rehearsed', () => {
  let engine: WillingEngine;
  let features: INestApplicationContext;
  beforeAll(async () => {
    engine = await WillingEngine.start();
    const settings = quietSettings({ LIBRETRANSLATE_URL: engine.url, REHEARSALS_PER_HOUR: '2' });
    features = await openFeatures([AccountsModule, SessionsModule, RehearsalModule], settings);
  });
  afterAll(async () => {
    await features.close();
    await engine.close();
  });

  async function aSession() {
    const host = await anActor(features);
    const { id } = await aScheduledSession(features, host, { languages: ['en', 'es', 'sw'] });
    return { host, id };
  }
  const rehearsal = () => features.get(RehearseScript);

  it('shows the words of its glossary with what they become in each language', async () => {
    const { host, id } = await aSession();
    const term = { sourceLang: 'en', source: 'green tea', targets: { es: 'té verde' } };
    await features.get(ChangeGlossary, { strict: false }).add(host, id, term);
    const code = { sourceLang: 'mul', source: 'A1', targets: { '*': 'A1' } };
    await features.get(LearnTerms, { strict: false }).learn(id, [{ ...code, listingId: null }]);
    const { sentences, glossary, lang } = await rehearsal().rehearse(host, id, {
      text: 'Good morning!\nOur green tea is A1. Greens are not.',
    });
    expect([lang, glossary]).toEqual(['en', 2]);
    expect(sentences.map(({ text }) => text)).toEqual(['Good morning!', 'Our green tea is A1.', 'Greens are not.']);
    const found = sentences.map(({ text, terms }) =>
      terms.map(({ start, end, becomes }) => ({ said: text.slice(start, end), becomes })),
    );
    expect(found).toEqual([
      [],
      [
        { said: 'green tea', becomes: { es: 'té verde' } },
        { said: 'A1', becomes: { es: 'A1', sw: 'A1' } },
      ],
      [],
    ]);
    expect(sentences.every(({ translation }) => translation === null)).toBe(true);
  });

  it('shows its numbers, and which of them may be read as others', async () => {
    const { host, id } = await aSession();
    const text = 'It costs $14.50. We have 1,200 boxes. Take thirty of them.';
    const { sentences } = await rehearsal().rehearse(host, id, { text });
    expect(sentences.map(({ numbers }) => numbers.map(({ risk }) => risk))).toEqual([
      [null],
      ['separator'],
      ['in-words'],
    ]);
  });

  it('is translated as captions are, with the same complaints, and nobody else hears of it', async () => {
    const { host, id } = await aSession();
    engine.says = (text) => text.replace('30', '13').replace('It is warm', 'Hace calor');
    const { sentences, to } = await rehearsal().rehearse(host, id, {
      text: 'It is warm. Thirty is 30 here.',
      to: 'es',
    });
    engine.says = undefined;
    expect(to).toBe('es');
    expect(sentences.map(({ translation }) => translation)).toEqual([
      { text: 'Hace calor.', engine: 'libretranslate', machine: true, flags: [] },
      { text: 'Thirty is 13 here.', engine: 'libretranslate', machine: true, flags: ['number-mismatch'] },
    ]);
    const log = features.get(SessionLog, { strict: false });
    for (const channel of ['control', 'chat', 'caption.en', 'caption.es'] as const)
      expect(await log.latest(id, channel, 5)).toEqual([]);
  });

  it('is for its hosts, and translated so often an hour', async () => {
    const { host, id } = await aSession();
    const script = { text: 'Good morning', to: 'es' };
    await expect(rehearsal().rehearse(await anActor(features), id, script)).rejects.toMatchObject({
      code: 'account.forbidden',
    });
    await rehearsal().rehearse(host, id, script);
    await rehearsal().rehearse(host, id, script);
    await expect(rehearsal().rehearse(host, id, script)).rejects.toMatchObject({
      code: 'request.limited',
      extras: { retryAfterMs: expect.any(Number) },
    });
    expect((await rehearsal().rehearse(host, id, { text: 'Good morning' })).sentences).toHaveLength(1);
    await features.get(MoveSession).cancel(host, id);
    await expect(rehearsal().rehearse(host, id, { text: 'Good morning' })).rejects.toMatchObject({
      code: 'session.wrong-state',
    });
  });
});
