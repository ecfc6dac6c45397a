import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule } from '#libs/accounts';
import { channels, type SessionEventOf, type TranslateTexts } from '#libs/contracts';
import { Database } from '#libs/database';
import { JobRunnerModule } from '#libs/queue';
import { Presence, SessionLog } from '#libs/session-log';
import { SessionsModule } from '#libs/sessions';
import { eventually } from '../../../tests/support/eventually.js';
import { openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OwnDatabase } from '../../../tests/support/own-database.js';
import { JobRecord, recordingJobs } from '../../../tests/support/recording-jobs.js';
import { SpokenSession } from '../../../tests/support/spoken-session.js';
import { CaptionTextsStore } from './caption-texts.store.js';
import { LanguagePolicy } from './language-policy.js';
import { NoteReader } from './note-reader.js';
import { ServeLanguages } from './serve-languages.js';
import { TranslationModule } from './translation.module.js';

describe('the languages of a room', () => {
  let database: OwnDatabase;
  let features: INestApplicationContext;
  const record = new JobRecord();
  beforeAll(async () => {
    database = await OwnDatabase.create();
    const settings = quietSettings({ DATABASE_URL: database.url, LANGUAGE_IDLE_SECONDS: '1' });
    const worker = { ...recordingJobs(record), imports: [JobRunnerModule, TranslationModule] };
    const providers = [...worker.providers, ServeLanguages];
    const modules = [AccountsModule, SessionsModule, { ...worker, providers }];
    features = await openFeatures(modules, settings);
  });
  afterAll(async () => {
    await features.close();
    await database.drop();
  });

  const serve = () => features.get(ServeLanguages, { strict: false }).serve();
  const watching = ({ id }: SpokenSession, byLanguage: Record<string, number>) =>
    features.get(Presence).report('node', id, { byLanguage });
  const told = async ({ id }: SpokenSession) =>
    (await features.get(SessionLog).latest(id, channels.control, 100)).flatMap(({ event }) =>
      event.type === 'language.status' ? [event] : [],
    );
  const last = async (spoken: SpokenSession, lang: string): Promise<SessionEventOf<'language.status'> | undefined> =>
    (await told(spoken)).findLast((event) => event.lang === lang);
  const translated = (segment: string, lang: string, lagMs: number) =>
    features.get(CaptionTextsStore, { strict: false }).record([
      {
        segment,
        lang,
        sourceRev: 1,
        state: 'final',
        text: 'Té.',
        engine: 'apertium',
        machine: true,
        flags: [],
        glossary: 0,
        lagMs,
      },
    ]);

  it('are told when the first reader comes, once, whoever looks', async () => {
    const spoken = await SpokenSession.open(features);
    await watching(spoken, { en: 4, es: 2 });
    await Promise.all([serve(), serve(), serve()]);
    await serve();
    expect(await told(spoken)).toEqual([
      { type: 'language.status', lang: 'es', state: 'live', engine: 'source', reason: null },
    ]);
  });

  it('beyond the budget are off, and say so; who grows beyond the others takes their place', async () => {
    const spoken = await SpokenSession.open(features, { maxLanguages: 1 });
    await watching(spoken, { es: 4, sw: 3 });
    await serve();
    expect(await last(spoken, 'sw')).toMatchObject({ state: 'off', reason: 'budget' });
    await watching(spoken, { es: 4, sw: 9 });
    await serve();
    expect(await last(spoken, 'sw')).toMatchObject({ state: 'live' });
    expect(await last(spoken, 'es')).toMatchObject({ state: 'off', reason: 'budget' });
  });

  it('are off, and cost nothing, a while after the last reader has left', async () => {
    const spoken = await SpokenSession.open(features);
    await watching(spoken, { es: 1 });
    await serve();
    await watching(spoken, {});
    const targets = async () =>
      (await features.get(LanguagePolicy, { strict: false }).choose(spoken.session, 'en')).targets;
    expect(await targets()).toEqual(['es']);
    await eventually('nobody is waited for', async () => (await targets()).length === 0);
    await serve();
    expect(await last(spoken, 'es')).toMatchObject({ state: 'off', reason: 'no-audience' });
  });

  it('are served to who reads without a line, for as long as that may be who reads', async () => {
    const spoken = await SpokenSession.open(features);
    const targets = async () =>
      (await features.get(LanguagePolicy, { strict: false }).choose(spoken.session, 'en')).targets;
    const reader = features.get(NoteReader, { strict: false });
    await reader.note(spoken.id, 'sw');
    await reader.note(spoken.id, 'sw');
    expect(await targets()).toEqual(['sw']);
    await serve();
    expect(await last(spoken, 'sw')).toMatchObject({ state: 'live' });
    await eventually('nobody is waited for', async () => (await targets()).length === 0);
    await reader.note(spoken.id, 'sw');
    expect(await targets()).toEqual(['sw']);
  });

  it('are remembered while the store of presence is empty', async () => {
    const spoken = await SpokenSession.open(features);
    await features
      .get(Database)
      .pool.query(
        `INSERT INTO session_language (session_id, lang, state, engine) VALUES ($1, 'sw', 'live', 'source')`,
        [spoken.id],
      );
    const policy = features.get(LanguagePolicy, { strict: false });
    expect((await policy.choose(spoken.session, 'en')).targets).toEqual(['sw']);
  });

  it('tell how far they are behind, and when nothing is translated', async () => {
    const spoken = await SpokenSession.open(features);
    await watching(spoken, { es: 2, sw: 1 });
    const [one, other] = [await spoken.say({ targets: ['es', 'sw'] }), await spoken.say({ targets: ['es'] })];
    await translated(one.segment, 'es', 700);
    await serve();
    expect(await last(spoken, 'es')).toMatchObject({ state: 'live', engine: 'apertium' });
    await translated(other.segment, 'es', 4200);
    const { pool } = features.get(Database);
    await pool.query(`UPDATE caption_segment SET deadline_at = now() - interval '1 s' WHERE id = $1`, [one.segment]);
    await serve();
    await serve();
    expect(await last(spoken, 'es')).toMatchObject({ state: 'degraded', reason: 'slow', lagMs: 4200 });
    expect(await last(spoken, 'sw')).toMatchObject({ state: 'source-only', reason: 'no-translation' });
    expect((await told(spoken)).filter(({ lang }) => lang === 'es')).toHaveLength(2);
  });

  it('get the last finals that they missed when they are opened, at low priority', async () => {
    const spoken = await SpokenSession.open(features);
    for (let n = 1; n <= 23; n += 1) await spoken.say({ text: `Sentence ${n}.`, targets: n === 23 ? ['es'] : ['sw'] });
    await watching(spoken, { es: 1 });
    await serve();
    const jobs = () =>
      record.done.flatMap(({ data }): TranslateTexts[] =>
        'texts' in data && data.sessionId === spoken.id ? [data] : [],
      );
    const texts = await eventually('all are asked for', () => {
      const asked = jobs().flatMap((job) => job.texts);
      return asked.length >= 19 && asked;
    });
    expect(texts.map(({ text }) => text)).toEqual(Array.from({ length: 19 }, (_, at) => `Sentence ${at + 4}.`));
    expect(new Set(jobs().map(({ priority, to }) => `${priority} ${to}`))).toEqual(new Set(['back-fill es']));
  });
});
