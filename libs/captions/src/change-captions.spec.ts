import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { type Caption, channels, type CorrectCaption as Correction, type SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { SessionArchive, SessionLog } from '#libs/session-log';
import { MoveSession, SessionRoles, SessionsModule } from '#libs/sessions';
import {
  captionEvent,
  captionEventId,
  CaptionTextsStore,
  type MachineText,
  ReadGlossary,
  cacheKeyOf,
  cacheVariantOf,
  TranslationCache,
} from '#libs/translation';
import { aScheduledSession } from '../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { CaptionsModule } from './captions.module.js';
import { CorrectCaption } from './correct-caption.js';
import { IngestCaption } from './ingest-caption.js';
import { ReadCaptions } from './read-captions.js';
import { RecallCaptions } from './recall-captions.js';
import { RetractCaption } from './retract-caption.js';

const spoken = 'Call me on 555-0100 for tea at seven.';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('captions that people change when they are out', () => {
  let features: INestApplicationContext;
  let host: SignedInActor;
  beforeAll(async () => {
    features = await openFeatures([AccountsModule, SessionsModule, CaptionsModule]);
    host = await anActor(features);
  });
  afterAll(() => features.close());

  async function aSession(): Promise<string> {
    const { id } = await aScheduledSession(features, host, { languages: ['en', 'es', 'sw'], maxLanguages: 12 });
    await features.get(MoveSession).start(host, id);
    return id;
  }
  async function said(session: string, state: 'partial' | 'final' = 'final', recogniser?: string): Promise<string> {
    const segment = uuidv7();
    const words = { segment, lang: 'en', text: spoken, state, t0: 0, t1: 900 };
    await features.get(IngestCaption).say(host, session, words, recogniser);
    return segment;
  }
  /** As a worker does it. */
  async function translated(segment: string, text: string, over: Partial<MachineText> = {}) {
    const made: MachineText = {
      segment,
      lang: 'es',
      sourceRev: 1,
      state: 'final',
      text,
      engine: 'apertium',
      machine: true,
      flags: [],
      glossary: 0,
      lagMs: 640,
      ...over,
    };
    const texts = await features.get(CaptionTextsStore, { strict: false }).record([made]);
    for (const recorded of texts.filter(({ locked }) => !locked)) {
      const event = captionEvent(recorded);
      await features
        .get(SessionLog)
        .append(recorded.sessionId, channels.captionsIn(recorded.lang), event, captionEventId(event));
    }
    return texts;
  }
  const correct = (session: string, segment: string, over: Partial<Correction> = {}, actor = host) =>
    features.get(CorrectCaption).correct(actor, session, segment, {
      lang: 'en',
      baseRev: 1,
      text: 'Tea at eleven.',
      reason: 'said wrong',
      ...over,
    });
  const retract = (session: string, segment: string, actor = host) =>
    features.get(RetractCaption).retract(actor, session, segment, { reason: 'a private number' });
  const heard = async (session: string, lang: string) =>
    (await features.get(SessionLog).latest(session, channels.captionsIn(lang), 50)).map(
      ({ event }) => event as Caption,
    );
  const rows = async <T extends object>(text: string, segment: string): Promise<T[]> =>
    (await features.get(Database, { strict: false }).pool.query<T>(text, [segment])).rows;
  const jsonLines = async (session: string) => {
    const lines = [];
    for await (const line of await features.get(ReadCaptions).jsonLines(session)) lines.push(line);
    return lines;
  };

  it('say something else in the spoken language, by the next revision', async () => {
    const session = await aSession();
    const segment = await said(session);
    const corrected = await correct(session, segment);
    expect(corrected).toMatchObject({
      rev: 2,
      sourceRev: 2,
      state: 'corrected',
      text: 'Tea at eleven.',
      engine: 'source',
    });
    expect(await heard(session, 'en')).toMatchObject([{ rev: 1, text: spoken }, corrected]);
    expect(
      await rows('SELECT rev, kind, account_id, reason, old_sha256 FROM caption_change WHERE segment_id = $1', segment),
    ).toEqual([
      { rev: 2, kind: 'corrected', account_id: host.accountId, reason: 'said wrong', old_sha256: sha256(spoken) },
    ]);
  });

  it('are asked for in the words of whoever spoke: as they stand now, in their own session, until they are taken back', async () => {
    const session = await aSession();
    const segment = await said(session);
    await translated(segment, 'Llámame.');
    const original = (of = session) => features.get(ReadCaptions).original(of, segment);
    expect(await original()).toEqual({ segment, lang: 'en', rev: 1, text: spoken });
    await correct(session, segment);
    expect(await original()).toEqual({ segment, lang: 'en', rev: 2, text: 'Tea at eleven.' });
    const notFound = { code: 'caption.segment-not-found' };
    await expect(original(await aSession())).rejects.toMatchObject(notFound);
    await retract(session, segment);
    await expect(original()).rejects.toMatchObject(notFound);
  });

  it('are a person’s from then on, also where a recogniser heard them', async () => {
    const session = await aSession();
    const segment = await said(session, 'final', 'vosk');
    expect(await heard(session, 'en')).toMatchObject([{ engine: 'vosk', machine: true }]);
    expect(await features.get(RecallCaptions).of(session, 'en', 1, undefined)).toMatchObject([
      { engine: 'vosk', machine: true },
    ]);
    const inSpanish = { lang: 'es', baseRev: 0, text: 'Té a las siete.' };
    expect(await correct(session, segment, inSpanish)).toMatchObject({ engine: 'human', machine: false });
    expect(await correct(session, segment)).toMatchObject({ engine: 'source', machine: false });
  });

  it('are owed anew to every language that had them, save those that a person wrote', async () => {
    const session = await aSession();
    const segment = await said(session);
    await translated(segment, 'Té a las siete.');
    await translated(segment, 'Chai saa moja.', { lang: 'sw' });
    await correct(session, segment, { lang: 'sw', text: 'Chai saa moja usiku.' });
    await correct(session, segment);
    expect(await rows('SELECT targets, due_at > now() AS due FROM caption_segment WHERE id = $1', segment)).toEqual([
      { targets: ['es'], due: true },
    ]);
  });

  it('stay as a person wrote them in one language, also when the source is corrected and machines run again', async () => {
    const session = await aSession();
    const segment = await said(session);
    await translated(segment, 'Té a las siete.');
    const human = await correct(session, segment, { lang: 'es', text: 'El té, a las siete.' });
    expect(human).toMatchObject({
      rev: 2,
      sourceRev: 1,
      state: 'corrected',
      engine: 'human',
      machine: false,
      from: 'en',
    });
    await correct(session, segment);
    expect(await translated(segment, 'Té a las once.', { sourceRev: 2 })).toEqual([]);
    expect((await heard(session, 'es')).at(-1)).toEqual(human);
    expect(
      await rows('SELECT text, source_rev, locked, erased FROM caption_text WHERE segment_id = $1', segment),
    ).toEqual([{ text: 'El té, a las siete.', source_rev: 1, locked: true, erased: 15 }]);
    expect(await features.get(ReadCaptions).webVtt(session, 'es')).toContain('El té, a las siete.');
  });

  it('may be written by a person where no machine did', async () => {
    const session = await aSession();
    const segment = await said(session);
    expect(await correct(session, segment, { lang: 'rw', baseRev: 0, text: 'Icyayi saa moya.' })).toMatchObject({
      lang: 'rw',
      rev: 1,
      sourceRev: 1,
      text: 'Icyayi saa moya.',
    });
  });

  it('teach the session a word, which holds for what is said later', async () => {
    const session = await aSession();
    const [one, other] = [await said(session), await said(session)];
    await correct(session, one, { lang: 'es', baseRev: 0, addToGlossary: { source: 'tea', target: 'infusión' } });
    await correct(session, other, { addToGlossary: { source: 'Nyungwe' } });
    const { version, terms } = await features.get(ReadGlossary, { strict: false }).read(host, session);
    expect(version).toBe(2);
    expect(terms).toMatchObject([
      { sourceLang: 'en', source: 'Nyungwe', targets: { '*': 'Nyungwe' } },
      { sourceLang: 'en', source: 'tea', targets: { es: 'infusión' } },
    ]);
  });

  it('make the house forget what an engine said instead', async () => {
    const session = await aSession();
    const segment = await said(session);
    const cache = features.get(TranslationCache, { strict: false });
    const variant = cacheVariantOf({ terms: [], engine: 'apertium', formality: 'default' });
    const inLanguage = (to: string) => ({ key: cacheKeyOf(spoken, { from: 'en', to }), variant });
    cache.write([{ ...inLanguage('es'), translation: 'Té a las siete.' }]);
    cache.write([{ ...inLanguage('sw'), translation: 'Chai saa moja.' }]);
    await correct(session, segment, { lang: 'es', baseRev: 0 });
    expect(await cache.read([inLanguage('es')])).toEqual([undefined]);
    expect(await cache.read([inLanguage('sw')])).toEqual(['Chai saa moja.']);
  });

  it('are not changed by whoever read an older revision, in any language', async () => {
    const session = await aSession();
    const segment = await said(session);
    await translated(segment, 'Té a las siete.');
    const stale = { code: 'caption.stale-revision' };
    const twins = await Promise.allSettled([correct(session, segment), correct(session, segment)]);
    expect(twins.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(correct(session, segment)).rejects.toMatchObject(stale);
    await expect(correct(session, segment, { lang: 'es', baseRev: 0 })).rejects.toMatchObject(stale);
    await expect(correct(session, segment, { lang: 'sw', baseRev: 1 })).rejects.toMatchObject(stale);
    expect(await rows('SELECT rev FROM caption_change WHERE segment_id = $1', segment)).toEqual([{ rev: 2 }]);
  });

  it('are changed by those who speak or look after the room, when they are final and of this session', async () => {
    const session = await aSession();
    const [segment, open] = [await said(session), await said(session, 'partial')];
    for (const role of ['co-host', 'interpreter', 'moderator'] as const) {
      const helper = await anActor(features);
      await features.get(SessionRoles).give(host, session, helper.accountId, role);
      const [segmentRow] = await rows<{ rev: number }>('SELECT rev FROM caption_segment WHERE id = $1', segment);
      expect(await correct(session, segment, { baseRev: segmentRow?.rev ?? 0 }, helper)).toMatchObject({
        rev: (segmentRow?.rev ?? 0) + 1,
      });
    }
    const viewer = await anActor(features);
    await expect(correct(session, segment, {}, viewer)).rejects.toMatchObject({ code: 'account.forbidden' });
    await expect(retract(session, segment, viewer)).rejects.toMatchObject({ code: 'account.forbidden' });
    await expect(correct(session, open)).rejects.toMatchObject({ code: 'caption.segment-open' });
    const other = await aSession();
    for (const change of [
      () => correct(other, segment),
      () => retract(other, segment),
      () => correct(session, uuidv7()),
    ])
      await expect(change()).rejects.toMatchObject({ code: 'caption.segment-not-found' });
  });

  it('are gone when they are taken back: from the room, a replay, the archive and what machines make later', async () => {
    const session = await aSession();
    const [segment, kept] = [await said(session), await said(session)];
    await translated(segment, 'Llame al 555-0100.');
    await correct(session, segment, { lang: 'es', baseRev: 1, text: 'Llámeme al 555-0100.' });
    await translated(kept, 'Té.');
    await retract(session, segment);
    await retract(session, segment);

    expect(await heard(session, 'en')).toMatchObject([
      { segment, rev: 1, text: '', stable: 0 },
      { segment: kept, text: spoken },
      { segment, rev: 2, state: 'retracted', text: '' },
    ]);
    expect(await heard(session, 'es')).toMatchObject([
      { segment, rev: 1, text: '' },
      { segment, rev: 2, text: '' },
      { segment: kept, text: 'Té.' },
      { segment, rev: 3, sourceRev: 2, state: 'retracted', text: '', from: 'en' },
    ]);
    expect(await translated(segment, 'Llame al 555-0100.')).not.toContainEqual(expect.objectContaining({ rev: 4 }));
    for (const lang of ['en', 'es']) {
      const file = await features.get(ReadCaptions).webVtt(session, lang);
      expect(file).toContain(kept);
      expect(file).not.toContain(segment);
    }
    const lines = await jsonLines(session);
    expect(
      lines.map((line) => JSON.parse(line) as Caption).filter((caption) => caption.segment === segment),
    ).toHaveLength(5);
    const kept555 = lines.filter((line) => line.includes('555-0100'));
    expect(kept555.map((line) => (JSON.parse(line) as Caption).segment)).toEqual([kept]);

    for (const table of [
      'caption_segment WHERE id',
      'caption_text WHERE segment_id',
      `outbox_event WHERE event ->> 'segment'`,
    ])
      expect(JSON.stringify(await rows(`SELECT * FROM ${table} = $1`, segment))).not.toContain('555-0100');
    expect(
      await rows(
        `SELECT lang, rev, reason, old_sha256 FROM caption_change WHERE segment_id = $1 AND kind = 'retracted' ORDER BY lang`,
        segment,
      ),
    ).toEqual([
      { lang: 'en', rev: 2, reason: 'a private number', old_sha256: sha256(spoken) },
      { lang: 'es', rev: 3, reason: 'a private number', old_sha256: sha256('Llámeme al 555-0100.') },
    ]);
    await expect(correct(session, segment, { baseRev: 2 })).rejects.toMatchObject({
      code: 'caption.segment-retracted',
    });
  });

  it('are archived without their text when they are archived after they were taken back', async () => {
    const session = await aSession();
    const segment = await said(session);
    await retract(session, segment);
    const late = { ...(await heard(session, 'en'))[0], lang: 'es', text: 'Llame al 555-0100.', rev: 1 } as Caption;
    const entry = {
      channel: 'caption.es',
      epoch: uuidv7(),
      seq: 1,
      id: uuidv7(),
      at: new Date().toISOString(),
      event: late,
    } as const;
    await features.get(SessionArchive).copy([{ sessionId: session, entry }]);
    expect((await jsonLines(session)).join('\n')).not.toContain('555-0100');
  });

  it('can be taken back while they are still being spoken, and are closed then', async () => {
    const session = await aSession();
    const segment = await said(session, 'partial');
    await retract(session, segment);
    const again = { segment, lang: 'en', text: spoken, state: 'final' as const, t0: 0, t1: 900 };
    await expect(features.get(IngestCaption).say(host, session, again)).rejects.toMatchObject({
      code: 'caption.segment-closed',
    });
  });
});
