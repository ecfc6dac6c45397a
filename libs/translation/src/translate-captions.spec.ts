import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule } from '#libs/accounts';
import { type Caption, channels, type CaptionToTranslate } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { SessionsModule } from '#libs/sessions';
import { eventually } from '../../../tests/support/eventually.js';
import { openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { SpokenSession } from '../../../tests/support/spoken-session.js';
import { WillingEngine } from '../testing/willing-engine.js';
import { DoTranslations } from './do-translations.js';
import { TranslatorModule } from './translator.module.js';

describe('a final caption in another language', () => {
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
  });
  afterAll(async () => {
    await features.close();
    await engine.close();
  });

  /** Received so many milliseconds ago, with so many left until the deadline. */
  const textOf = ({ segment, n, sourceRev, t0, t1, text }: Caption, ago = 0, left = 4000): CaptionToTranslate => ({
    kind: 'caption',
    segment,
    n,
    sourceRev,
    t0,
    t1,
    text,
    receivedAt: Date.now() - ago,
    deadlineAt: Date.now() + left,
  });
  const translate = (texts: CaptionToTranslate[], to = 'es') =>
    features
      .get(DoTranslations, { strict: false })
      .handle({ sessionId: spoken.id, from: 'en', to, priority: 'caption-final', rank: 0, texts }, { waitedMs: 0 });
  const toldIn = async (lang: string) =>
    (await features.get(SessionLog).latest(spoken.id, channels.captionsIn(lang), 100)).map(
      ({ event }) => event as Caption,
    );
  const toldOf = async ({ segment }: Caption, count = 1) => {
    const captions = async () => (await toldIn('es')).filter((caption) => caption.segment === segment);
    await eventually(`${count} revisions`, async () => (await captions()).length >= count);
    return captions();
  };

  it('has the number and revision of its source, and says who wrote it', async () => {
    const said = await spoken.say({ text: 'Green tea.', rev: 3 });
    await translate([textOf(said, 20)]);
    const [caption] = await toldOf(said);
    expect(caption).toEqual({
      type: 'caption',
      segment: said.segment,
      n: said.n,
      lang: 'es',
      from: 'en',
      rev: 3,
      sourceRev: 3,
      state: 'final',
      text: 'es[Green tea.]',
      stable: 14,
      t0: 100,
      t1: 900,
      engine: 'libretranslate',
      machine: true,
      lagMs: expect.any(Number),
      flags: [],
    });
    expect(caption?.lagMs).toBeGreaterThanOrEqual(20);
  });

  it('comes once, whoever does the job and how often', async () => {
    const said = await spoken.say();
    await Promise.all([translate([textOf(said)]), translate([textOf(said)])]);
    await translate([textOf(said)]);
    expect(await toldOf(said)).toHaveLength(1);
  });

  it('shares a call of the engine with others that come at the same time, from other jobs too', async () => {
    const said = await Promise.all(['One.', 'Two.', 'Three.'].map((text) => spoken.say({ text: `Together: ${text}` })));
    const [one, two, three] = said.map((caption) => textOf(caption));
    await Promise.all([translate([one, two].filter((text) => text !== undefined)), translate(three ? [three] : [])]);
    expect(engine.calls.filter(({ texts }) => texts.some((text) => text.includes('Together')))).toHaveLength(1);
  });

  it('is the source by the deadline when the engine hangs, and the translation as soon as there is one', async () => {
    const said = await spoken.say({ text: 'Slow tea.', deadlineAt: Date.now() + 1000 });
    // late, and well within the two and a half deadlines in which an answer still counts
    engine.takes = () => 1600;
    const text = textOf(said, 0, 1000);
    await translate([text]);
    expect(Date.now()).toBeLessThan(text.receivedAt + 1600);
    const [first, second] = await toldOf(said, 2);
    expect(first).toMatchObject({ rev: 1, state: 'final', text: 'Slow tea.', engine: 'source', machine: false });
    expect(first?.flags).toEqual(['source-fallback']);
    expect(second).toMatchObject({ rev: 2, sourceRev: 1, state: 'corrected', text: 'es[Slow tea.]', flags: ['late'] });
  });

  it('is the source at once when its time was over before anybody looked, and skipped when long over', async () => {
    const late = await spoken.say({ text: 'Late tea.' });
    await translate([textOf(late, 4500, -500)]);
    expect(await toldOf(late, 2)).toMatchObject([
      { state: 'final', flags: ['source-fallback'] },
      { state: 'corrected', text: 'es[Late tea.]', flags: ['late'] },
    ]);
    const lost = await spoken.say({ text: 'Lost tea.' });
    await translate([textOf(lost, 6500, -2500)]);
    expect(await toldOf(lost, 2)).toMatchObject([
      { state: 'skipped', text: '' },
      { state: 'corrected', text: 'es[Lost tea.]', flags: ['late'] },
    ]);
  });

  it('is at least the source in the end, where it was skipped and the engine does not know', async () => {
    const said = await spoken.say({ text: 'Unknown tea.', targets: ['ko'] });
    await translate([textOf(said, 6500, -2500)], 'ko');
    const told = async () => (await toldIn('ko')).filter(({ segment }) => segment === said.segment);
    expect(await eventually('it is told', async () => (await told()).length >= 2 && told())).toMatchObject([
      { state: 'skipped' },
      { state: 'corrected', text: 'Unknown tea.', flags: ['source-fallback', 'late'] },
    ]);
  });

  it('is dropped when the source was corrected while the engine thought', async () => {
    const said = await spoken.say({ text: 'Wrong tea.' });
    engine.takes = () => 150;
    const translating = translate([textOf(said)]);
    await spoken.correct(said, 'Right tea.');
    await translating;
    await translate([{ ...textOf(said), sourceRev: 2, text: 'Right tea.' }]);
    expect((await toldOf(said)).map(({ rev, text }) => [rev, text])).toEqual([[2, 'es[Right tea.]']]);
  });

  it('comes in order, and waits for one before it no longer than until that one’s deadline', async () => {
    const deadlineAt = Date.now() + 700;
    const [slow, stuck, quick] = [
      await spoken.say({ text: 'A slow one.', deadlineAt }),
      await spoken.say({ text: 'A stuck one.', deadlineAt }),
      await spoken.say({ text: 'A quick one.', deadlineAt: deadlineAt + 4000 }),
    ];
    engine.takes = ({ texts }) => (texts.some((text) => text.includes('slow')) ? 250 : 0);
    // nobody does the job of the stuck one
    await Promise.all([
      translate([textOf(slow, 0, 700)]),
      new Promise((r) => setTimeout(r, 50)).then(() => translate([textOf(quick)])),
    ]);
    expect(Date.now()).toBeGreaterThanOrEqual(deadlineAt);
    const order = (await toldIn('es')).filter(({ segment }) =>
      [slow, stuck, quick].some((one) => one.segment === segment),
    );
    expect(order.map(({ n }) => n)).toEqual([slow.n, quick.n]);
    await translate([textOf(stuck, 0, 700)]);
    expect(await toldOf(stuck)).toMatchObject([{ text: 'es[A stuck one.]' }]);
  });
});
