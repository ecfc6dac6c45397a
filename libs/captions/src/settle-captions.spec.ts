import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule } from '#libs/accounts';
import { type Caption, channels, type TranslateTexts } from '#libs/contracts';
import { Database } from '#libs/database';
import { SessionLog } from '#libs/session-log';
import { SessionsModule } from '#libs/sessions';
import { type CaptionText, CaptionTextsStore } from '#libs/translation';
import { eventually } from '../../../tests/support/eventually.js';
import { openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OwnDatabase } from '../../../tests/support/own-database.js';
import { JobRecord, recordingJobs } from '../../../tests/support/recording-jobs.js';
import { SpokenSession } from '../../../tests/support/spoken-session.js';
import { CaptionWorkModule } from './caption-work.module.js';
import { SettleCaptions } from './settle-captions.js';

describe('a final whose deadline is over', () => {
  let database: OwnDatabase;
  let features: INestApplicationContext;
  let spoken: SpokenSession;
  const record = new JobRecord();
  beforeAll(async () => {
    database = await OwnDatabase.create();
    const modules = [AccountsModule, SessionsModule, CaptionWorkModule, recordingJobs(record)];
    features = await openFeatures(modules, quietSettings({ DATABASE_URL: database.url }));
    spoken = await SpokenSession.open(features);
  });
  afterAll(async () => {
    await features.close();
    await database.drop();
  });

  const settle = () => features.get(SettleCaptions).settle();
  // in whole milliseconds, rounded: what is due now may be due in half a millisecond
  const dueAgain = () =>
    features
      .get(Database)
      .pool.query(`UPDATE caption_segment SET due_at = now() - interval '1 second' WHERE due_at IS NOT NULL`);
  const overdue = async (targets = ['es', 'sw']) => {
    const said = await spoken.say({ targets, deadlineAt: Date.now() - 2000 });
    await features
      .get(Database)
      .pool.query('UPDATE caption_segment SET due_at = deadline_at WHERE id = $1', [said.segment]);
    return said;
  };
  const translated = async (
    { segment }: Caption,
    lang: string,
    state: 'final' | 'skipped' = 'final',
  ): Promise<CaptionText[]> =>
    features.get(CaptionTextsStore, { strict: false }).record([
      {
        segment,
        lang,
        sourceRev: 1,
        state,
        text: state === 'final' ? `${lang} tea` : '',
        engine: 'apertium',
        machine: true,
        flags: [],
        glossary: 0,
        lagMs: 900,
      },
    ]);
  const told = async ({ segment }: Caption, lang: string) =>
    (await features.get(SessionLog).latest(spoken.id, channels.captionsIn(lang), 100)).filter(
      ({ event }) => event.type === 'caption' && event.segment === segment,
    );
  const askedFor = ({ segment }: Caption) =>
    record.done
      .flatMap(({ data }): TranslateTexts[] => ('texts' in data ? [data] : []))
      .filter(({ texts }) => texts.some((text) => text.kind === 'caption' && text.segment === segment))
      .map(({ to }) => to)
      .sort();

  it('is asked for again in the languages that it did not reach, and in no other', async () => {
    const said = await overdue();
    await translated(said, 'sw');
    expect(await settle()).toBe(1);
    await eventually('it is asked for', () => askedFor(said).length > 0);
    expect(askedFor(said)).toEqual(['es']);
  });

  it('is asked for again where it was only skipped: who should have said more is gone', async () => {
    const said = await overdue(['es']);
    await translated(said, 'es', 'skipped');
    await settle();
    await eventually('it is asked for', () => askedFor(said).length > 0);
    expect(askedFor(said)).toEqual(['es']);
  });

  it('is told when it is recorded but never reached the log, and so is its source', async () => {
    const said = await overdue();
    await translated(said, 'es');
    await translated(said, 'sw');
    await settle();
    for (const lang of ['en', 'es', 'sw']) expect(await told(said, lang)).toHaveLength(1);
    await dueAgain();
    await settle();
    for (const lang of ['en', 'es', 'sw']) expect(await told(said, lang)).toHaveLength(1);
    expect(askedFor(said)).toEqual([]);
  });

  it('is looked after until everybody has it, and not after that', async () => {
    const said = await overdue(['es']);
    const due = async () => {
      const { rows } = await features
        .get(Database)
        .pool.query<{ due: boolean | null }>('SELECT due_at <= now() AS due FROM caption_segment WHERE id = $1', [
          said.segment,
        ]);
      return rows[0]?.due;
    };
    await settle();
    expect(await due()).toBe(false);
    await translated(said, 'es');
    await dueAgain();
    await settle();
    expect(await due()).toBe(false);
    await dueAgain();
    await settle();
    expect(await due()).toBeNull();
  });

  it('is looked after by one worker at a time', async () => {
    const said = await Promise.all(Array.from({ length: 5 }, () => overdue(['es'])));
    await Promise.all([settle(), settle(), settle()]);
    await eventually('all are asked for', () => said.every((one) => askedFor(one).length > 0));
    for (const one of said) expect(askedFor(one)).toEqual(['es']);
  });

  it('is left alone when it was taken back, or a person wrote it', async () => {
    const [gone, written] = [await overdue(['es']), await overdue(['es'])];
    await translated(written, 'es');
    const { pool } = features.get(Database);
    await pool.query(`UPDATE caption_segment SET state = 'retracted', rev = 2 WHERE id = $1`, [gone.segment]);
    await pool.query(`UPDATE caption_segment SET state = 'corrected', rev = 2 WHERE id = $1`, [written.segment]);
    await pool.query('UPDATE caption_text SET locked = true WHERE segment_id = $1', [written.segment]);
    await settle();
    expect([...(await told(gone, 'en')), ...(await told(gone, 'es')), ...(await told(written, 'es'))]).toEqual([]);
    expect([...askedFor(gone), ...askedFor(written)]).toEqual([]);
  });
});
