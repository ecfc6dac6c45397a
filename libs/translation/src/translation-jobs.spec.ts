import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { type Caption, type ChatMessage, channels, type TranslateCaption as Job } from '#libs/contracts';
import { Presence, SessionLog } from '#libs/session-log';
import { ScheduleSession, type SessionRecord, Sessions, SessionsModule } from '#libs/sessions';
import { eventually } from '../../../tests/support/eventually.js';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OwnDatabase } from '../../../tests/support/own-database.js';
import { JobRecord, recordingJobs } from '../../../tests/support/recording-jobs.js';
import { RequestTranslation } from './request-translation.js';
import { TranslateCaption } from './translate-caption.js';
import { TranslateMessage } from './translate-message.js';
import { TranslationModule, TranslatorModule } from './translation.module.js';

const demoMemory = path.resolve(import.meta.dirname, '../../../demo/translations.tmx');
const spoken = 'Choose your language on this page, and you will read me in your own words.';

const aFinal = (over: Partial<Caption> = {}): Caption => ({
  type: 'caption',
  segment: uuidv7(),
  n: 1,
  lang: 'en',
  from: 'en',
  rev: 3,
  sourceRev: 3,
  state: 'final',
  text: spoken,
  stable: 10,
  t0: 0,
  t1: 900,
  engine: 'source',
  machine: false,
  lagMs: 0,
  flags: [],
  ...over,
});
const aMessage = (role: ChatMessage['author']['role'] = null): ChatMessage => ({
  type: 'chat.message',
  message: uuidv7(),
  author: { id: uuidv7(), name: 'Wei', role, simulated: false },
  lang: 'zh-Hans',
  text: '你好',
  replyTo: null,
  at: '2026-11-22T09:30:00.000Z',
});

describe('asking for translations', () => {
  let database: OwnDatabase;
  let features: INestApplicationContext;
  const record = new JobRecord();
  beforeAll(async () => {
    database = await OwnDatabase.create();
    const settings = quietSettings({ DATABASE_URL: database.url, TRANSLATION_DEADLINE_MS: '3000' });
    features = await openFeatures([AccountsModule, SessionsModule, TranslationModule, recordingJobs(record)], settings);
  });
  afterAll(async () => {
    await features.close();
    await database.drop();
  });

  async function aSession(byLanguage: Record<string, number>, archiveLanguages: string[] = []): Promise<SessionRecord> {
    const host = await anActor(features);
    const { id } = await features.get(ScheduleSession).schedule(host, {
      slug: `translation-${uuidv7()}`,
      title: 'Tea',
      sourceLang: 'en',
      currency: 'USD',
      startsAt: new Date().toISOString(),
      languages: ['en', 'es', 'sw'],
      archiveLanguages,
      maxLanguages: 2,
    });
    await features.get(Presence).report('node', id, { byLanguage });
    return features.get(Sessions).find(id);
  }
  const jobsOf = (session: SessionRecord, count: number) =>
    eventually(`${count} jobs`, () => {
      const jobs = record.done.filter(({ data }) => 'sessionId' in data && data.sessionId === session.id);
      return jobs.length >= count && jobs.map(({ data }) => data).sort((a, b) => (toOf(a) < toOf(b) ? -1 : 1));
    });
  const toOf = (data: object) => ('to' in data ? String(data.to) : '');

  it('leaves one job a language with an audience, which says by when', async () => {
    const session = await aSession({ es: 9, sw: 4, en: 30 });
    const caption = aFinal();
    await features.get(RequestTranslation).ofCaption(session, caption, 1_000_000);
    await features.get(RequestTranslation).ofCaption(session, caption, 1_000_000);
    const common = { sessionId: session.id, from: 'en', text: spoken, receivedAt: 1_000_000, deadlineAt: 1_003_000 };
    const place = { segment: caption.segment, n: 1, sourceRev: 3, t0: 0, t1: 900 };
    expect(await jobsOf(session, 2)).toEqual([
      { ...common, ...place, to: 'es' },
      { ...common, ...place, to: 'sw' },
    ]);
  });

  it('translates a message into the languages of its readers, the spoken one included', async () => {
    const session = await aSession({ en: 2, 'zh-Hans': 7 });
    const message = aMessage();
    await features.get(RequestTranslation).ofMessage(session, message, Date.now());
    expect(await jobsOf(session, 1)).toEqual([
      expect.objectContaining({ message: message.message, from: 'zh-Hans', to: 'en', text: message.text }),
    ]);
  });

  it('costs nothing when nobody reads another language', async () => {
    const [quiet, heard] = [await aSession({ en: 5 }), await aSession({}, ['fr'])];
    await features.get(RequestTranslation).ofCaption(quiet, aFinal(), Date.now());
    await features.get(RequestTranslation).ofCaption(heard, aFinal(), Date.now());
    expect(await jobsOf(heard, 1)).toHaveLength(1);
    expect(record.done.filter(({ data }) => 'sessionId' in data && data.sessionId === quiet.id)).toEqual([]);
  });
});

describe('doing a translation job', () => {
  let features: INestApplicationContext;
  beforeAll(async () => {
    features = await openFeatures([TranslatorModule], quietSettings({ TRANSLATION_MEMORY_FILES: demoMemory }));
  });
  afterAll(() => features.close());

  const job = (over: Partial<Job> = {}): Job => ({
    sessionId: uuidv7(),
    from: 'en',
    to: 'es',
    text: spoken,
    receivedAt: Date.now() - 20,
    deadlineAt: Date.now() + 4000,
    segment: uuidv7(),
    n: 4,
    sourceRev: 3,
    t0: 100,
    t1: 900,
    ...over,
  });
  const entries = async ({ sessionId, to }: Job) =>
    (await features.get(SessionLog).latest(sessionId, channels.captionsIn(to), 10)).map(
      ({ event }) => event as Caption,
    );

  it('puts the caption into the channel of its language, under the number and revision of its source', async () => {
    const work = job();
    await features.get(TranslateCaption, { strict: false }).handle(work);
    const [caption] = await entries(work);
    expect(caption).toMatchObject({
      segment: work.segment,
      n: 4,
      lang: 'es',
      from: 'en',
      rev: 3,
      sourceRev: 3,
      state: 'final',
      text: expect.stringContaining('idioma'),
      engine: 'memory',
      t0: 100,
      t1: 900,
      flags: [],
    });
    expect(caption?.lagMs).toBeGreaterThanOrEqual(20);
  });

  it('is harmless when two workers do it', async () => {
    const work = job();
    const handler = features.get(TranslateCaption, { strict: false });
    await Promise.all([handler.handle(work), handler.handle(work)]);
    await handler.handle(work);
    expect(await entries(work)).toHaveLength(1);
  });

  it('ends in the source, flagged, when no engine knows the text or the deadline is over', async () => {
    const [unknown, late] = [job({ text: 'Nobody ever wrote this down.' }), job({ deadlineAt: Date.now() - 1 })];
    for (const work of [unknown, late]) {
      await features.get(TranslateCaption, { strict: false }).handle(work);
      expect(await entries(work)).toEqual([
        expect.objectContaining({ text: work.text, engine: 'source', machine: false, flags: ['source-fallback'] }),
      ]);
    }
  });

  it('puts a chat message beside its original, once', async () => {
    const { segment, n: _n, sourceRev: _rev, t0: _t0, t1: _t1, ...common } = job();
    const work = { ...common, message: segment };
    const handler = features.get(TranslateMessage, { strict: false });
    await Promise.all([handler.handle(work), handler.handle(work)]);
    const log = await features.get(SessionLog).latest(work.sessionId, channels.chatIn('es'), 10);
    expect(log.map(({ event }) => event)).toEqual([
      expect.objectContaining({ type: 'chat.translation', message: segment, lang: 'es', from: 'en', engine: 'memory' }),
    ]);
  });
});
