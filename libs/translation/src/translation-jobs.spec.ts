import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { type ChatMessage, jobPriority, type TranslateTexts } from '#libs/contracts';
import { Queues } from '#libs/queue';
import { Presence } from '#libs/session-log';
import { SessionsModule } from '#libs/sessions';
import { eventually } from '../../../tests/support/eventually.js';
import { openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OwnDatabase } from '../../../tests/support/own-database.js';
import { JobRecord, recordingJobs } from '../../../tests/support/recording-jobs.js';
import { SpokenSession } from '../../../tests/support/spoken-session.js';
import { RequestTranslation } from './request-translation.js';
import { TranslationModule } from './translation.module.js';

const aMessage = (over: Partial<ChatMessage> = {}): ChatMessage => ({
  type: 'chat.message',
  message: uuidv7(),
  author: { id: uuidv7(), name: 'Wei', role: null, simulated: false },
  lang: 'zh-Hans',
  text: '你好',
  replyTo: null,
  at: '2026-11-22T09:30:00.000Z',
  ...over,
});
const times = { receivedAt: 1_000_000, deadlineAt: 1_003_000 };

describe('asking for translations', () => {
  let database: OwnDatabase;
  let features: INestApplicationContext;
  let request: RequestTranslation;
  const record = new JobRecord();
  beforeAll(async () => {
    database = await OwnDatabase.create();
    const settings = quietSettings({
      DATABASE_URL: database.url,
      TRANSLATION_DEADLINE_MS: '3000',
      TRANSLATION_GATHER_MS: '20',
    });
    features = await openFeatures([AccountsModule, SessionsModule, TranslationModule, recordingJobs(record)], settings);
    request = features.get(RequestTranslation);
  });
  afterAll(async () => {
    await features.close();
    await database.drop();
  });

  const aSession = async (byLanguage: Record<string, number> = {}) => {
    const spoken = await SpokenSession.open(features);
    await features.get(Presence).report('node', spoken.id, { byLanguage });
    return spoken;
  };
  const doneFor = (id: string): TranslateTexts[] =>
    record.done.flatMap(({ data }) => ('texts' in data && data.sessionId === id ? [data] : []));
  const jobsOf = async ({ id }: SpokenSession, count: number) => {
    await eventually(`${count} jobs`, () => doneFor(id).length >= count);
    return doneFor(id).sort((a, b) => (a.to < b.to ? -1 : 1));
  };

  it('leaves one job a language, which says by when and how many watch it', async () => {
    const session = await aSession();
    const caption = await session.say({ rev: 3 });
    const want = { caption, targets: ['sw', 'es'], ...times };
    request.ofFinal(session.id, want);
    request.ofFinal(session.id, want);
    const { segment, text } = caption;
    const spoken = { kind: 'caption', segment, n: 1, sourceRev: 3, t0: 100, t1: 900, text, ...times };
    const common = { sessionId: session.id, from: 'en', priority: 'caption-final', texts: [spoken] };
    expect(await jobsOf(session, 2)).toEqual([
      { ...common, to: 'es', rank: 1 },
      { ...common, to: 'sw', rank: 0 },
    ]);
  });

  it('lets those wait that only the archive reads, in what is said and in chat', async () => {
    const session = await SpokenSession.open(features, { archiveLanguages: ['sw'] });
    await features.get(Presence).report('node', session.id, { byLanguage: { es: 1 } });
    request.ofFinal(session.id, { caption: await session.say(), targets: ['es', 'sw'], unwatched: ['sw'], ...times });
    request.ofMessage(session.session, aMessage({ lang: 'en' }), Date.now());
    const jobs = await jobsOf(session, 4);
    expect(jobs.map(({ to, priority }) => `${to} ${priority}`).sort()).toEqual([
      'es caption-final',
      'es viewer-chat',
      'sw archive',
      'sw archive',
    ]);
  });

  it('is asking for the same job when it asks again, and for another when the first was lost', async () => {
    const session = await aSession();
    const want = { caption: await session.say(), targets: ['es'], ...times };
    for (const again of [{}, {}, { again: 'x' }]) {
      request.ofFinal(session.id, { ...want, ...again });
      await jobsOf(session, 1);
    }
    expect(await jobsOf(session, 2)).toHaveLength(2);
  });

  it('puts texts of one pair that come together into one job, each with its own times', async () => {
    const [session, other] = [await aSession(), await aSession()];
    const captions = [await session.say(), await session.say(), await session.say()];
    for (const [at, caption] of captions.entries())
      request.ofFinal(session.id, { caption, targets: ['es'], receivedAt: at, deadlineAt: 4000 + at });
    request.ofFinal(other.id, { caption: await other.say(), targets: ['es'], ...times });
    const [job] = await jobsOf(session, 1);
    expect(job?.texts.map(({ receivedAt, deadlineAt }) => [receivedAt, deadlineAt])).toEqual([
      [0, 4000],
      [1, 4001],
      [2, 4002],
    ]);
    expect(await jobsOf(other, 1)).toMatchObject([{ texts: [{ kind: 'caption' }] }]);
  });

  it('translates a message into the languages of its readers, the spoken one included', async () => {
    const session = await aSession({ en: 2, 'zh-Hans': 7 });
    const [viewer, host] = [aMessage(), aMessage({ author: { ...aMessage().author, role: 'host' } })];
    for (const message of [viewer, host]) request.ofMessage(session.session, message, Date.now());
    const jobs = await jobsOf(session, 2);
    expect(jobs.map(({ from, to, priority, texts }) => [from, to, priority, texts.length])).toEqual(
      expect.arrayContaining([
        ['zh-Hans', 'en', 'viewer-chat', 1],
        ['zh-Hans', 'en', 'host-chat', 1],
      ]),
    );
  });

  it('translates what is owed to somebody whoever reads along, before what viewers say to each other', async () => {
    const session = await aSession({ en: 5, sw: 1 });
    request.ofMessage(session.session, aMessage({ lang: 'en' }), Date.now(), Promise.resolve(['es', 'en']));
    const jobs = await jobsOf(session, 2);
    expect(jobs.map(({ to, priority }) => `${to} ${priority}`).sort()).toEqual(['es host-chat', 'sw viewer-chat']);
  });

  it('costs nothing when nobody reads another language', async () => {
    const [quiet, heard] = [await aSession({ en: 5 }), await aSession({ es: 1 })];
    for (const { session } of [quiet, heard]) request.ofMessage(session, aMessage({ lang: 'en' }), Date.now());
    expect(await jobsOf(heard, 1)).toHaveLength(1);
    expect(doneFor(quiet.id)).toEqual([]);
  });

  it('asks for a corrected source before all others', async () => {
    const session = await aSession();
    const caption = await session.say({ targets: ['es', 'sw'] });
    const corrected = { ...caption, rev: 2, sourceRev: 2, state: 'corrected' as const };
    const times = { receivedAt: Date.now(), deadlineAt: Date.now() + 4000 };
    request.ofFinal(session.id, { caption: corrected, targets: ['es', 'sw'], ...times, priority: 'correction' });
    expect((await jobsOf(session, 2)).map(({ to, priority }) => [to, priority])).toEqual([
      ['es', 'correction'],
      ['sw', 'correction'],
    ]);
    expect(Object.values(jobPriority)).toEqual(Object.values(jobPriority).toSorted((a, b) => a - b));
  });

  it('neither keeps a writer waiting for the queue, nor fails with it', async () => {
    const session = await aSession({ es: 1 });
    await features.get(Queues).onApplicationShutdown();
    expect(request.ofMessage(session.session, aMessage(), Date.now())).toBeUndefined();
    await request.beforeApplicationShutdown();
    expect(doneFor(session.id)).toEqual([]);
  });
});
