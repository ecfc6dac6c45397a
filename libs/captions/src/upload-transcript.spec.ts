import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { type Caption, channels, type SignedInActor, type TranscriptFormat } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { MoveSession, SessionsModule } from '#libs/sessions';
import { eventually } from '../../../tests/support/eventually.js';
import { aScheduledSession } from '../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OwnDatabase } from '../../../tests/support/own-database.js';
import { JobRecord, recordingJobs } from '../../../tests/support/recording-jobs.js';
import { CaptionsModule } from './captions.module.js';
import { IngestCaption } from './ingest-caption.js';
import { ReadCaptions } from './read-captions.js';
import { UploadTranscript } from './upload-transcript.js';

const cue = (t0: string, t1: string, text: string) => `${t0} --> ${t1}\n${text}`;
const vtt = (...cues: string[]) => ['WEBVTT', ...cues].join('\n\n');
const tea = vtt(
  cue('00:01.000', '00:03.500', '<v Aline>Good morning.'),
  cue('00:04.000', '00:06.000', 'This tea grows at\n1,900 metres.'),
);
const srt =
  '1\r\n00:00:01,000 --> 00:00:03,500\r\n{\\an8}<i>Good morning.</i>\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\nThis tea grows at\r\n1,900 metres.\r\n';

describe('a transcript that is uploaded', () => {
  let features: INestApplicationContext;
  let host: SignedInActor;
  // workers take what comes, also what others left in a database that is not theirs
  let database: OwnDatabase;
  const record = new JobRecord();
  beforeAll(async () => {
    database = await OwnDatabase.create();
    features = await openFeatures(
      [AccountsModule, SessionsModule, CaptionsModule, recordingJobs(record)],
      quietSettings({ DATABASE_URL: database.url }),
    );
    host = await anActor(features);
  });
  afterAll(async () => {
    await features?.close();
    await database?.drop();
  });

  async function aSession(archiveLanguages: string[] = []) {
    const { id } = await aScheduledSession(features, host, {
      languages: ['en', 'es'],
      archiveLanguages,
      maxLanguages: 12,
    });
    return id;
  }
  const upload = (session: string, file: string | Buffer, format: TranscriptFormat = 'webvtt', actor = host) =>
    features.get(UploadTranscript).upload(actor, session, { lang: 'en', format, file: Buffer.from(file) });
  const heard = async (session: string) =>
    (await features.get(SessionLog).latest(session, channels.captionsIn('en'), 5000)).map(
      ({ event }) => event as Caption,
    );

  it.each([
    ['WebVTT', 'webvtt', tea],
    ['SubRip', 'subrip', srt],
  ] as const)('as %s is the captions of a rehearsal, with its times and in its order', async (_name, format, file) => {
    const session = await aSession();
    expect(await upload(session, file, format)).toEqual({ segments: 2, added: 2 });
    expect((await heard(session)).map(({ n, text, state, t0, t1 }) => ({ n, text, state, t0, t1 }))).toEqual([
      { n: 1, text: 'Good morning.', state: 'final', t0: 1000, t1: 3500 },
      { n: 2, text: 'This tea grows at 1,900 metres.', state: 'final', t0: 4000, t1: 6000 },
    ]);
    expect(await features.get(ReadCaptions).webVtt(session, 'en')).toContain('Good morning.');
  });

  it('adds nothing when it comes again, also twice at once, and what is new when it has grown', async () => {
    const session = await aSession();
    await Promise.all([upload(session, tea), upload(session, tea), upload(session, srt, 'subrip')]);
    expect(await upload(session, `${tea}\n\n${cue('00:07.000', '00:08.000', 'Thank you.')}`)).toEqual({
      segments: 3,
      added: 1,
    });
    expect((await heard(session)).map(({ n, text }) => [n, text])).toEqual([
      [1, 'Good morning.'],
      [2, 'This tea grows at 1,900 metres.'],
      [3, 'Thank you.'],
    ]);
  });

  it('keeps what two people say at once apart', async () => {
    const both = vtt(cue('00:01.000', '00:02.000', 'Sold!'), cue('00:01.000', '00:02.000', 'Where?'));
    expect(await upload(await aSession(), both)).toEqual({ segments: 2, added: 2 });
  });

  it('comes after what was said live, when a session has ended', async () => {
    const session = await aSession();
    await features.get(MoveSession).start(host, session);
    const said = { segment: uuidv7(), lang: 'en', text: 'Live.', state: 'final', t0: 0, t1: 900 } as const;
    await features.get(IngestCaption).say(host, session, said);
    await features.get(MoveSession).end(host, session);
    await upload(session, tea);
    expect((await heard(session)).map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('is translated into the languages of the archive, when nothing else is to do', async () => {
    const session = await aSession(['es', 'en']);
    await upload(session, tea);
    const jobs = await eventually('all is asked for', () => {
      const found = record.done.flatMap((job) =>
        job.name === 'translate-texts' && job.data.sessionId === session ? [job.data] : [],
      );
      return found.flatMap(({ texts }) => texts).length === 2 && found;
    });
    for (const job of jobs) expect(job).toMatchObject({ from: 'en', to: 'es', priority: 'archive' });
  });

  it('is refused where a cue that is known says something else, and changes nothing', async () => {
    const session = await aSession();
    await upload(session, tea);
    const changed = vtt(cue('00:00.000', '00:00.900', 'New.'), cue('00:01.000', '00:03.500', 'Good evening.'));
    await expect(upload(session, changed)).rejects.toMatchObject({
      code: 'caption.segment-closed',
      detail: expect.stringMatching(/^Line 6 /),
    });
    expect(await heard(session)).toHaveLength(2);
  });

  it.each<[string, string | Buffer, TranscriptFormat, RegExp]>([
    ['a text that nobody can read in time', vtt(cue('00:01.000', '00:02.000', 'x'.repeat(501))), 'webvtt', /^Line 3 /],
    ['a bell', vtt(cue('00:01.000', '00:02.000', 'ding \u0007')), 'webvtt', /^Line 3 /],
    ['SubRip that says it is WebVTT', srt, 'webvtt', /^Line 1 /],
    ['WebVTT that says it is SubRip', tea, 'subrip', /^Line 3 /],
    ['a letter', 'Dear host,\nhow are you?', 'subrip', /^Line 1 /],
    ['another encoding', Buffer.from([0x57, 0xff, 0xfe, 0x00]), 'webvtt', /UTF-8/],
    ['a month of speech', vtt(cue('700:00:00.000', '800:00:00.000', 'late')), 'webvtt', /^Line 3 /],
    [
      'too much',
      vtt(
        ...Array.from({ length: 5001 }, (_, at) =>
          cue(`${100 + Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}:00.000`, '900:00:00.000', 'a'),
        ),
      ),
      'webvtt',
      /5000/,
    ],
  ])('is refused when it is %s', async (_what, file, format, detail) => {
    const session = await aSession();
    await expect(upload(session, file, format)).rejects.toMatchObject({
      code: 'caption.bad-transcript',
      detail: expect.stringMatching(detail),
    });
    expect(await heard(session)).toEqual([]);
  });

  it('is refused from whoever has no voice here', async () => {
    const stranger = await anActor(features);
    await expect(upload(await aSession(), tea, 'webvtt', stranger)).rejects.toMatchObject({
      code: 'account.forbidden',
    });
  });

  it('is read in good time, whatever its brackets', () => {
    const brackets = vtt(cue('00:01.000', '00:02.000', '<'.repeat(900_000)));
    return expect(aSession().then((session) => upload(session, brackets))).rejects.toMatchObject({
      code: 'caption.bad-transcript',
    });
  });
});
