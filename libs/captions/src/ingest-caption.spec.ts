import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { type Caption, channels, type SayCaption, type SignedInActor } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { MoveSession, SessionsModule } from '#libs/sessions';
import { aScheduledSession } from '../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { CaptionsModule } from './captions.module.js';
import { IngestCaption } from './ingest-caption.js';
import { ReadCaptions } from './read-captions.js';

const words = (over: Partial<SayCaption> = {}): SayCaption => ({
  segment: uuidv7(),
  lang: 'en',
  text: 'This tea grows at 1,900 metres.',
  state: 'final',
  t0: 1000,
  t1: 4000,
  ...over,
});

describe('speech that enters a session', () => {
  let features: INestApplicationContext;
  let host: SignedInActor;
  beforeAll(async () => {
    features = await openFeatures([AccountsModule, SessionsModule, CaptionsModule]);
    host = await anActor(features);
  });
  afterAll(() => features.close());

  async function aSession(state: 'scheduled' | 'live' = 'live') {
    const session = await aScheduledSession(features, host, { languages: ['en', 'es'], maxLanguages: 12 });
    if (state === 'live') await features.get(MoveSession).start(host, session.id);
    return session.id;
  }
  const say = (sessionId: string, said: SayCaption, actor = host) =>
    features.get(IngestCaption).say(actor, sessionId, said);
  const heard = async (sessionId: string, lang = 'en') =>
    (await features.get(SessionLog).latest(sessionId, channels.captionsIn(lang), 50)).map(
      ({ event }) => event as Caption,
    );

  it('is numbered from 1 and is in the log when the answer comes', async () => {
    const session = await aSession();
    const [first, second] = [words(), words({ text: 'Its cup is copper.' })];
    expect(await say(session, first)).toEqual({ segment: first.segment, n: 1, rev: 1 });
    expect(await say(session, second)).toEqual({ segment: second.segment, n: 2, rev: 1 });
    expect((await heard(session)).map(({ n, text, state }) => ({ n, text, state }))).toEqual([
      { n: 1, text: first.text, state: 'final' },
      { n: 2, text: second.text, state: 'final' },
    ]);
  });

  it('grows from partial to final under one number, and comes once however often it is sent', async () => {
    const session = await aSession();
    const partial = words({ state: 'partial', text: 'This tea' });
    const final = { ...partial, state: 'final' as const, text: 'This tea grows here.' };
    for (const said of [partial, partial, final, final]) await say(session, said);
    expect((await heard(session)).map(({ n, rev, state }) => ({ n, rev, state }))).toEqual([
      { n: 1, rev: 1, state: 'partial' },
      { n: 1, rev: 2, state: 'final' },
    ]);
  });

  it('gets gapless numbers when many speak at once and every segment arrives twice', async () => {
    const session = await aSession();
    const segments = Array.from({ length: 12 }, (_, index) => words({ text: `sentence ${index}` }));
    const answers = await Promise.all([...segments, ...segments].map((said) => say(session, said)));
    const numbers = [...new Set(answers.map(({ n }) => n))].sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(await heard(session)).toHaveLength(12);
  });

  it('may switch language from segment to segment', async () => {
    const session = await aSession();
    await say(session, words());
    await say(session, words({ lang: 'fr', text: 'Bonjour.' }));
    expect((await heard(session, 'fr')).map(({ n, from }) => ({ n, from }))).toEqual([{ n: 2, from: 'fr' }]);
  });

  it('is refused, and changes nothing, when it rewrites a final or a segment of another session', async () => {
    const [session, other] = [await aSession(), await aSession()];
    const said = words();
    await say(session, said);
    const closed = { code: 'caption.segment-closed' };
    await expect(say(session, { ...said, text: 'No, lower.' })).rejects.toMatchObject(closed);
    await expect(say(other, { ...said, text: 'Not mine.' })).rejects.toMatchObject(closed);
    await expect(say(other, said)).rejects.toMatchObject(closed);
    expect([await heard(session), await heard(other)].map((captions) => captions.length)).toEqual([1, 0]);
  });

  it('is refused from whoever has no voice here, and before the session is live', async () => {
    const session = await aSession();
    const viewer = await anActor(features);
    await expect(say(session, words(), viewer)).rejects.toMatchObject({ code: 'account.forbidden' });
    await expect(say(await aSession('scheduled'), words())).rejects.toMatchObject({ code: 'session.wrong-state' });
    await expect(say(uuidv7(), words())).rejects.toMatchObject({ code: 'session.not-found' });
    expect(await heard(session)).toEqual([]);
  });

  it('is archived as WebVTT: finished segments only, in the order they were spoken', async () => {
    const session = await aSession();
    const [open, done] = [words({ state: 'partial', text: 'half a' }), words({ text: 'A whole <one>.' })];
    await say(session, open);
    await say(session, done);
    const read = () => features.get(ReadCaptions).webVtt(session, 'en');
    const cue = `${done.segment}\n00:00:01.000 --> 00:00:04.000\nA whole &lt;one&gt;.\n`;
    expect(await read()).toBe(`WEBVTT\n\nNOTE Language: en\n\n${cue}`);
    await say(session, { ...open, state: 'final', text: 'Half a sentence.' });
    expect(await read()).toBe(
      `WEBVTT\n\nNOTE Language: en\n\n${open.segment}\n00:00:01.000 --> 00:00:04.000\nHalf a sentence.\n\n${cue}`,
    );
    expect(await features.get(ReadCaptions).webVtt(session, 'ar')).toBe('WEBVTT\n\nNOTE Language: ar\n');
  });
});
