import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { z } from 'zod';
import { readableCaptions } from '#libs/client';
import { ApertiumProcess } from '../../libs/translation/testing/apertium-process.js';
import { aLiveSession, aPerson, aShow, aViewer, password } from '../support/builders.js';
import { aVisit, hearing, openBrowser, photograph } from '../support/browser.js';
import { bothModes, type House } from '../support/house.js';
import type { Person } from '../support/person.js';
import type { Seat } from '../support/seat.js';
import { PocketsphinxServer, samplesOf, spokenWav } from '../support/spoken.js';
import { storiesIn } from '../support/story.js';

const chunkBytes = 32_000;
const chunkMs = 1000;

let apertium: ApertiumProcess;
let sphinx: PocketsphinxServer;
let said: Buffer;
/** A folder with the same as a file, for a browser. */
let folder: string;
let recording: string;
beforeAll(async () => {
  [apertium, sphinx, said] = await Promise.all([
    ApertiumProcess.start(),
    PocketsphinxServer.start(),
    spokenWav('The green tea is very good.', { before: 0.8, after: 1.5 }),
  ]);
  folder = await mkdtemp(path.join(tmpdir(), 'silkcast-mic-'));
  recording = path.join(folder, 'said.wav');
  await writeFile(recording, said);
}, 30_000);
afterAll(async () => {
  await Promise.all([apertium?.stop(), sphinx?.stop()]);
  await rm(folder, { recursive: true, force: true });
});

type Sent = { house: House; host: Person; session: string; stream: string };

/** @returns the status of the answer */
async function send({ house, host, session, stream }: Sent, seq: number, type: string, body: Buffer, to = house.url) {
  const answer = await fetch(
    `${to}/v1/sessions/${session}/speech/${stream}/chunks/${seq}?lang=en&t0=${seq * chunkMs}`,
    { method: 'POST', headers: { authorization: `Bearer ${await host.me.token()}`, 'content-type': type }, body },
  );
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const chunksOf = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

/** On a busy machine the source stands in at first, and the translation follows. */
const translated = (seat: Seat) =>
  seat.until(
    'the Spanish caption',
    ({ captions }) => readableCaptions(captions, 'es').find(({ engine }) => engine === 'apertium'),
    30_000,
  );

storiesIn(
  bothModes,
  'a host who is heard',
  (tell, mode) => {
    tell(
      'in chunks of sound, out of order and twice, reads as a caption in Spanish, once',
      async (house) => {
        const { host, session } = await aShow(house);
        const seat = await (await aViewer(house, { lang: 'es' })).join(session.id, 'es', 1);
        const reader = await host.join(session.id, 'en', 0);
        await reader.until('the Spanish reader is counted', ({ audience }) => audience.byLanguage['es'] === 1);

        const sent: Sent = { house, host, session: session.id, stream: crypto.randomUUID() };
        const chunks = [...chunksOf(samplesOf(said), chunkBytes).entries()];
        const [first, second, third, ...rest] = chunks;
        for (const [seq, body] of [first, third, second, second, ...rest].filter((chunk) => chunk !== undefined))
          expect(await send(sent, seq, 'audio/pcm', body)).toMatchObject({ status: 202, body: { trouble: null } });

        const source = await reader.until('the caption', ({ captions }) =>
          readableCaptions(captions, 'en').find(({ state }) => state === 'final'),
        );
        expect(source.text).toMatch(/green tea is very good/i);
        expect(source).toMatchObject({ engine: 'openai', machine: true });
        expect(source.t0).toBeGreaterThan(500);
        expect(source.t0).toBeLessThan(1000);
        expect(source.t1).toBeGreaterThan(1800);
        const caption = await translated(seat);
        expect(caption).toMatchObject({ segment: source.segment, from: 'en', machine: true });
        expect(caption.text).toMatch(/té verde/i);
        expect(sphinx.asked.at(-1)).toEqual({ language: 'en', model: 'whisper-1' });

        await host.send({
          method: 'DELETE',
          path: `/sessions/${session.id}/speech/${sent.stream}`,
          answer: z.null(),
        });
        const finals = reader.events('caption').filter(({ state }) => state === 'final');
        expect(finals.map(({ segment }) => segment)).toEqual([source.segment]);
        expect(await send(sent, 99, 'audio/pcm', Buffer.alloc(640))).toMatchObject({
          status: 409,
          body: { code: 'speech.stream-ended' },
        });
        expect(house.output).not.toMatch(/green tea/i);
      },
      60_000,
    );

    if (mode === 'scaled') return;
    tell(
      'into the microphone of a browser, on the studio page, is read in Spanish too',
      async (house) => {
        const email = `host-${crypto.randomUUID()}@example.test`;
        const host = await aPerson(house, { email });
        const session = await aLiveSession(host);
        const seat = await (await aViewer(house, { lang: 'es' })).join(session.id, 'es', 1);
        const browser = await openBrowser(hearing(recording));
        try {
          const { page, complaints } = await aVisit(browser, 390);
          await page.goto(`${house.url}/studio`);
          await page.getByLabel('E-mail').fill(email);
          await page.getByLabel('Password').fill(password);
          await page.getByRole('button', { name: 'Sign in' }).click();
          await page.getByRole('button', { name: 'Speak', exact: true }).click();
          await page.getByText('You are heard.').waitFor();
          const caption = await translated(seat);
          expect(caption.machine).toBe(true);
          expect(caption.text).toMatch(/t[eé]/i);
          await page
            .getByRole('listitem')
            .filter({ hasText: /tea is very good/i })
            .first()
            .waitFor();
          await photograph(page, 'studio-390');
          await page.setViewportSize({ width: 1280, height: 800 });
          await photograph(page, 'studio-1280');
          const watching = await aVisit(browser, 360);
          await watching.page.goto(`${house.url}/s/${session.slug}`);
          await watching.page.getByText('Machine transcript · OpenAI').first().waitFor();
          await photograph(watching.page, 'heard-360');
          const ended = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
          await page.getByRole('button', { name: 'Stop', exact: true }).click();
          expect((await ended).status()).toBe(204);
          expect([complaints, watching.complaints]).toEqual([[], []]);
        } finally {
          await browser.close();
        }
      },
      60_000,
    );
  },
  () => ({ APERTIUM_URL: apertium.url, SPEECH_ENGINE: 'openai', SPEECH_URL: sphinx.url, SPEECH_PARTIALS: 'off' }),
);
