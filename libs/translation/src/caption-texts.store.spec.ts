import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule } from '#libs/accounts';
import type { Caption } from '#libs/contracts';
import { Database } from '#libs/database';
import { SessionsModule } from '#libs/sessions';
import { openFeatures } from '../../../tests/support/feature.js';
import { SpokenSession } from '../../../tests/support/spoken-session.js';
import { CaptionTextsStore, type MachineText } from './caption-texts.store.js';
import { TranslationModule } from './translation.module.js';

describe('the texts of captions that machines write', () => {
  let features: INestApplicationContext;
  let spoken: SpokenSession;
  let store: CaptionTextsStore;
  beforeAll(async () => {
    features = await openFeatures([AccountsModule, SessionsModule, TranslationModule]);
    spoken = await SpokenSession.open(features);
    store = features.get(CaptionTextsStore);
  });
  afterAll(() => features.close());

  const madeOf = ({ segment, rev }: Caption, over: Partial<MachineText> = {}): MachineText => ({
    segment,
    lang: 'es',
    sourceRev: rev,
    state: 'final',
    text: 'Té.',
    engine: 'apertium',
    machine: true,
    flags: [],
    glossary: 2,
    lagMs: 640,
    ...over,
  });
  const standIn = (said: Caption) =>
    madeOf(said, { text: said.text, engine: 'source', machine: false, flags: ['source-fallback'], lagMs: 4000 });

  it('are a machine’s where a recogniser’s words stand in for a translation', async () => {
    const [heard, said] = [await spoken.say({ engine: 'vosk' }), await spoken.say()];
    const texts = await store.record([standIn(heard), standIn(said)]);
    expect(texts.map(({ segment, machine }) => [segment, machine])).toEqual(
      expect.arrayContaining([
        [heard.segment, true],
        [said.segment, false],
      ]),
    );
  });

  it('begin with the revision of their source, and know what their event needs', async () => {
    const said = await spoken.say({ rev: 3 });
    expect(await store.record([madeOf(said, { flags: ['fuzzy', 'number-mismatch'] })])).toEqual([
      {
        segment: said.segment,
        sessionId: spoken.id,
        n: said.n,
        lang: 'es',
        from: 'en',
        rev: 3,
        sourceRev: 3,
        state: 'final',
        text: 'Té.',
        engine: 'apertium',
        machine: true,
        locked: false,
        flags: ['fuzzy', 'number-mismatch'],
        glossary: 2,
        lagMs: 640,
        t0: 100,
        t1: 900,
      },
    ]);
  });

  it('are recorded together, and are what they were when they are recorded again, by anybody', async () => {
    const [one, other] = [await spoken.say(), await spoken.say()];
    const batch = [madeOf(one), madeOf(other), madeOf(one, { lang: 'sw', text: 'Chai.' }), madeOf(one)];
    const all = await Promise.all([store.record(batch), store.record(batch.toReversed())]);
    for (const texts of [...all, await store.record(batch.map((text) => ({ ...text, text: 'Otra cosa.' })))])
      expect(new Set(texts.map(({ segment, lang, rev, text }) => [segment, lang, rev, text].join(' ')))).toEqual(
        new Set([`${one.segment} es 1 Té.`, `${other.segment} es 1 Té.`, `${one.segment} sw 1 Chai.`]),
      );
  });

  it('replace what stood in for them, corrected and late, and not the other way round', async () => {
    for (const instead of [standIn, (said: Caption) => madeOf(said, { state: 'skipped', text: '' })]) {
      const said = await spoken.say({ rev: 2 });
      expect(await store.record([instead(said)])).toMatchObject([{ rev: 2 }]);
      const late = { rev: 3, sourceRev: 2, state: 'corrected', text: 'Té.', flags: ['late'] };
      expect(await store.record([madeOf(said)])).toMatchObject([late]);
      expect(await store.record([instead(said)])).toMatchObject([late]);
    }
  });

  it('are the source at least, where the segment was skipped and no engine translates it', async () => {
    const said = await spoken.say();
    await store.record([madeOf(said, { state: 'skipped', text: '' })]);
    expect(await store.record([standIn(said)])).toMatchObject([
      { rev: 2, state: 'corrected', text: said.text, flags: ['source-fallback', 'late'] },
    ]);
    expect(await store.record([madeOf(said)])).toMatchObject([{ rev: 3, text: 'Té.', flags: ['late'] }]);
  });

  it('count what viewers had read and saw withdrawn', async () => {
    const said = await spoken.say({ text: 'Seven o’clock.' });
    await store.record([standIn(said)]);
    await store.record([madeOf(said)]);
    const { pool } = features.get(Database, { strict: false });
    const { rows } = await pool.query('SELECT erased FROM caption_text WHERE segment_id = $1', [said.segment]);
    expect(rows).toEqual([{ erased: 14 }]);
  });

  it('follow a corrected source, and are dropped when they are made from an older one', async () => {
    const said = await spoken.say();
    await store.record([madeOf(said)]);
    await spoken.correct(said, 'Green tea.');
    expect(await store.record([madeOf(said)])).toMatchObject([{ rev: 1, text: 'Té.' }]);
    const again = madeOf({ ...said, rev: 2 }, { text: 'Té verde.' });
    expect(await store.record([again])).toMatchObject([{ rev: 2, sourceRev: 2, state: 'corrected', flags: [] }]);
    expect(await store.record([madeOf(said)])).toMatchObject([{ rev: 2, text: 'Té verde.' }]);
    const unheard = await spoken.say();
    await spoken.correct(unheard, 'Black tea.');
    expect(await store.record([madeOf(unheard)])).toEqual([]);
  });

  it('leave alone what a person wrote or withdrew', async () => {
    const [written, withdrawn] = [await spoken.say(), await spoken.say()];
    await store.record([madeOf(written), madeOf(withdrawn)]);
    const { pool } = features.get(Database, { strict: false });
    await pool.query(`UPDATE caption_text SET locked = true, rev = 2, text = 'Mate.' WHERE segment_id = $1`, [
      written.segment,
    ]);
    await pool.query(`UPDATE caption_text SET state = 'retracted', text = '' WHERE segment_id = $1`, [
      withdrawn.segment,
    ]);
    for (const said of [written, withdrawn]) await spoken.correct(said, 'Green tea.');
    expect(await store.record([written, withdrawn].map((said) => madeOf({ ...said, rev: 2 })))).toEqual([]);
    const found = await store.find([written, withdrawn].map((said) => madeOf(said)));
    expect(found.toSorted((a, b) => a.n - b.n)).toMatchObject([
      { text: 'Mate.', rev: 2, locked: true },
      { text: '', state: 'retracted' },
    ]);
  });
});
