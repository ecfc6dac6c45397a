import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsModule, RegisterAccount } from '#libs/accounts';
import { type Caption, channels, type SessionRole, type SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { SessionLog } from '#libs/session-log';
import { MoveSession, SessionRoles, SessionsModule } from '#libs/sessions';
import { eventually } from '../../../tests/support/eventually.js';
import { aScheduledSession } from '../../../tests/support/a-scheduled-session.js';
import { openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OwnDatabase } from '../../../tests/support/own-database.js';
import { HttpRecogniser } from '../testing/http-recogniser.js';
import { quiet, tone, turns } from '../testing/sounds.js';
import { EndSpeech } from './end-speech.js';
import { SpeechModule } from './speech.module.js';
import { TakeChunk } from './take-chunk.js';

const second = 32_000;

describe('a stream of speech', () => {
  let recogniser: HttpRecogniser;
  /** Two processes of a scaled house. */
  let houses: [INestApplicationContext, INestApplicationContext];
  let host: SignedInActor;
  // of its own: whoever else is on a database looks after the streams that are left there
  let database: OwnDatabase;
  const inHouse = (settings: Record<string, string> = {}) =>
    openFeatures(
      [AccountsModule, SessionsModule, SpeechModule],
      quietSettings({
        DATABASE_URL: database.url,
        REDIS_URL: process.env.REDIS_URL ?? '',
        SPEECH_ENGINE: 'whisper-cpp',
        SPEECH_URL: recogniser.url,
        ...settings,
      }),
    );
  beforeAll(async () => {
    Logger.overrideLogger(false);
    recogniser = await HttpRecogniser.start({ answer: (text) => ({ text }) });
    database = await OwnDatabase.create();
    houses = [await inHouse(), await inHouse()];
    host = await aPerson();
  });
  beforeEach(() => recogniser.behave('work'));
  afterAll(async () => {
    await Promise.all((houses ?? []).map((house) => house.close()));
    await recogniser?.close();
    await database?.drop();
  });

  const get = <T>(type: abstract new (...args: never[]) => T, house: 0 | 1 = 0): T =>
    houses[house].get(type, { strict: false });
  async function aPerson(): Promise<SignedInActor> {
    const email = `${randomUUID()}@example.org`;
    const body = { email, password: 'tea-with-honey', displayName: 'Aline', lang: 'en' };
    const { account } = await get(RegisterAccount).register(body, 'person');
    return { kind: account.kind, accountId: account.id, displayName: account.displayName, simulated: false };
  }
  async function aLiveSession(): Promise<string> {
    const { id } = await aScheduledSession(houses[0], host, { languages: ['en', 'es'], maxLanguages: 12 });
    await get(MoveSession).start(host, id);
    return id;
  }
  type Over = { house?: 0 | 1; lang?: string; t0?: number | null; actor?: SignedInActor };
  const take = (session: string, stream: string, seq: number, body: Buffer, over: Over = {}) => {
    const { house = 0, lang = 'en', t0 = seq * 1000, actor = host } = over;
    return get(TakeChunk, house).take(actor, session, stream, { seq, lang, t0, type: 'pcm', body });
  };
  const secondsOf = (audio: Buffer) =>
    Array.from({ length: Math.ceil(audio.length / second) }, (_, at) => audio.subarray(at * second, (at + 1) * second));
  const events = async (session: string, lang = 'en') =>
    (await get(SessionLog).latest(session, channels.captionsIn(lang), 100)).map(({ event }) => event as Caption);
  const finals = async (session: string, lang = 'en') =>
    (await events(session, lang)).filter(({ state }) => state === 'final');
  const finalsAre = (session: string, count: number, lang = 'en') =>
    eventually(`${count} finals`, async () => {
      const found = await finals(session, lang);
      return found.length >= count && found;
    });
  const isHeard = (stream: string) =>
    eventually('everything was heard', async () => {
      const { rows } = await get(Database).pool.query(
        `SELECT FROM speech_stream WHERE id = $1 AND lease IS NULL
           AND NOT EXISTS (SELECT FROM speech_chunk WHERE stream_id = $1)`,
        [stream],
      );
      return rows.length === 1;
    });

  it('becomes captions, each with its time, while it goes on', async () => {
    const [session, stream] = [await aLiveSession(), randomUUID()];
    for (const [seq, body] of secondsOf(turns(1500, 1000, 2000, 1500)).entries())
      await take(session, stream, seq, body);
    const [first, next] = await finalsAre(session, 2);
    expect(first).toMatchObject({ text: '1700 milliseconds.', t0: 0, t1: 1700, lang: 'en', n: 1 });
    expect(first).toMatchObject({ engine: 'whisper-cpp', machine: true });
    expect(next).toMatchObject({ n: 2, t0: 2300 });
  });

  it('grows before the eyes of viewers under one number, no more than four times a second', async () => {
    const [session, stream] = [await aLiveSession(), randomUUID()];
    for (const [seq, body] of secondsOf(turns(3000, 1000)).entries()) {
      await take(session, stream, seq, body);
      await isHeard(stream);
    }
    await finalsAre(session, 1);
    const told = await events(session);
    expect(told.map(({ state }) => state)).toEqual([...told.slice(1).map(() => 'partial'), 'final']);
    expect(told.length).toBeGreaterThan(1);
    expect(new Set(told.map(({ segment, n }) => `${segment} ${n}`)).size).toBe(1);

    const quick = randomUUID();
    const parts = Array.from({ length: 20 }, () => tone(50));
    const before = recogniser.asked.length;
    const started = Date.now();
    for (const [seq, body] of parts.entries()) {
      await take(session, quick, seq, body, { t0: 10_000 + seq * 50 });
      await isHeard(quick);
    }
    const asked = recogniser.asked.length - before;
    expect(asked).toBeLessThanOrEqual(Math.ceil((Date.now() - started) / 250) + 1);
  });

  it('is put in order, and is heard once, whichever process gets which chunk how often', async () => {
    const [session, stream] = [await aLiveSession(), randomUUID()];
    const chunks = secondsOf(turns(2600, 900, 1400, 1100));
    const send = (seq: number, house: 0 | 1) => take(session, stream, seq, chunks[seq] as Buffer, { house });
    for (const [seq, house] of [
      [1, 0],
      [0, 1],
      [0, 0],
      [3, 1],
      [2, 0],
      [1, 1],
      [5, 0],
      [4, 1],
      [5, 1],
    ] as const)
      await send(seq, house);
    const said = await finalsAre(session, 2);
    await isHeard(stream);
    expect((await finals(session)).map(({ text, t0 }) => [text, t0])).toEqual(said.map(({ text, t0 }) => [text, t0]));
    expect(said.map(({ text }) => text)).toEqual(['2800 milliseconds.', '1800 milliseconds.']);
  });

  it('goes on without a chunk that never comes, and ends there what was being said', async () => {
    const [session, stream] = [await aLiveSession(), randomUUID()];
    await take(session, stream, 0, tone(1000));
    await take(session, stream, 2, turns(600, 400));
    await take(session, stream, 3, quiet(1000));
    const said = await finalsAre(session, 2);
    expect(said.map(({ t0, t1 }) => [t0, t1])).toEqual([
      [0, 1000],
      [2000, 2800],
    ]);
  });

  it('is gone on with by another process when the one that heard it died', async () => {
    const [session, stream] = [await aLiveSession(), randomUUID()];
    await take(session, stream, 0, tone(1000));
    await isHeard(stream);
    const dead = `UPDATE speech_stream SET lease = $2, leased_until = now() + interval '300 milliseconds' WHERE id = $1`;
    await get(Database).pool.query(dead, [stream, randomUUID()]);
    await take(session, stream, 1, turns(500, 500), { house: 1 });
    await take(session, stream, 2, quiet(1000), { house: 1 });
    const [said] = await finalsAre(session, 1);
    expect(said).toMatchObject({ text: '1700 milliseconds.', t0: 0 });
  });

  it('ends what is being said where its language changes, or the product that is shown', async () => {
    const [session, stream] = [await aLiveSession(), randomUUID()];
    await take(session, stream, 0, tone(1000));
    await take(session, stream, 1, tone(1000), { lang: 'fr' });
    await isHeard(stream);
    expect(await finals(session)).toMatchObject([{ text: '1000 milliseconds.', t0: 0, t1: 1000 }]);
    await get(Database).pool.query(`UPDATE session SET pinned_code = 'A1' WHERE id = $1`, [session]);
    await take(session, stream, 2, turns(200, 800), { lang: 'fr' });
    await take(session, stream, 3, quiet(1000), { lang: 'fr' });
    const french = await finalsAre(session, 2, 'fr');
    expect(french.map(({ t0, t1 }) => [t0, t1])).toEqual([
      [1000, 2000],
      [2000, 2400],
    ]);
  });

  it('is said to its end when the host stops, or goes away', async () => {
    const [session, stopped, gone] = [await aLiveSession(), randomUUID(), randomUUID()];
    await take(session, stopped, 0, tone(800));
    await get(EndSpeech, 1).end(host, session, stopped);
    await get(EndSpeech).end(host, session, stopped);
    await finalsAre(session, 1);
    await expect(take(session, stopped, 1, tone(800))).rejects.toMatchObject({ code: 'speech.stream-ended' });
    await take(session, gone, 0, tone(400));
    await finalsAre(session, 2);
    await isHeard(gone);
    const { rows } = await get(Database).pool.query('SELECT audio FROM speech_stream WHERE id = ANY($1)', [
      [stopped, gone],
    ]);
    expect(rows).toEqual([{ audio: Buffer.alloc(0) }, { audio: Buffer.alloc(0) }]);
  });

  it('of silence, hum and clicks is no text, and asks no recogniser', async () => {
    const [session, stream] = [await aLiveSession(), randomUUID()];
    const before = recogniser.asked.length;
    for (const [seq, body] of secondsOf(Buffer.concat([quiet(3000), tone(40), quiet(2960)])).entries())
      await take(session, stream, seq, body);
    await get(EndSpeech).end(host, session, stream);
    await isHeard(stream);
    expect(recogniser.asked.length).toBe(before);
    expect(await events(session)).toEqual([]);
  });

  it('goes on when the recogniser fails, and the host sees that it does', async () => {
    const [session, stream] = [await aLiveSession(), randomUUID()];
    recogniser.behave('refuse');
    for (const [seq, body] of secondsOf(turns(1000, 1000)).entries()) await take(session, stream, seq, body);
    await isHeard(stream);
    expect(await take(session, stream, 2, quiet(1000))).toMatchObject({ trouble: 'engine' });
    recogniser.behave('work');
    for (const [at, body] of secondsOf(turns(1000, 1000)).entries()) await take(session, stream, 3 + at, body);
    expect(await finalsAre(session, 1)).toMatchObject([{ n: 1, t0: 2800 }]);
    await isHeard(stream);
    expect(await take(session, stream, 5, quiet(1000))).toMatchObject({ trouble: null });
  });

  it.each<[SessionRole, boolean]>([
    ['co-host', true],
    ['interpreter', true],
    ['moderator', false],
  ])('of a %s is heard: %s', async (role, heard) => {
    const [session, actor] = [await aLiveSession(), await aPerson()];
    await get(SessionRoles).give(host, session, actor.accountId, role);
    const outcome = take(session, randomUUID(), 0, tone(100), { actor }).then(
      () => true,
      ({ code }: { code: string }) => code,
    );
    expect(await outcome).toBe(heard || 'account.forbidden');
  });

  it('is its owner’s alone, stays in its session, and is refused when it is no sound', async () => {
    const [session, other, stream] = [await aLiveSession(), await aLiveSession(), randomUUID()];
    await take(session, stream, 0, quiet(100));
    const interpreter = await aPerson();
    await get(SessionRoles).give(host, session, interpreter.accountId, 'interpreter');
    const forbidden = { code: 'account.forbidden' };
    await expect(take(session, stream, 1, quiet(100), { actor: interpreter })).rejects.toMatchObject(forbidden);
    await expect(take(other, stream, 1, quiet(100))).rejects.toMatchObject(forbidden);
    await expect(take(session, stream, 1, Buffer.alloc(3))).rejects.toMatchObject({ code: 'speech.bad-audio' });
    await get(MoveSession).end(host, session);
    await expect(take(session, stream, 1, quiet(100))).rejects.toMatchObject({ code: 'session.wrong-state' });
  });

  it('is not sent to a recogniser outside the regions of its session', async () => {
    const [session, stream] = [await aLiveSession(), randomUUID()];
    await get(Database).pool.query(`UPDATE session SET allowed_regions = '{eu}' WHERE id = $1`, [session]);
    const before = recogniser.asked.length;
    const house = await inHouse({ SPEECH_REGION: 'us-east-1' });
    try {
      const chunk = { seq: 0, lang: 'en', t0: null, type: 'pcm', body: tone(1000) } as const;
      await expect(house.get(TakeChunk).take(host, session, stream, chunk)).rejects.toMatchObject({
        code: 'speech.no-engine',
      });
    } finally {
      await house.close();
    }
    expect(recogniser.asked.length).toBe(before);
  });

  it('that runs ahead of the recogniser is asked to wait', async () => {
    const [session, stream] = [await aLiveSession(), randomUUID()];
    await take(session, stream, 0, quiet(20));
    await isHeard(stream);
    // they wait for one that is missing, and have only just come
    const ahead = `INSERT INTO speech_chunk (stream_id, seq, lang, type, body, at)
      SELECT $1, seq, 'en', 'pcm', $2, now() + interval '1 minute' FROM generate_series(2, 61) AS seq`;
    await get(Database).pool.query(ahead, [stream, quiet(20)]);
    await expect(take(session, stream, 62, quiet(20))).rejects.toMatchObject({
      code: 'request.limited',
      extras: { retryAfterMs: 1000 },
    });
    await get(EndSpeech).end(host, session, stream);
    await isHeard(stream);
  });
});
