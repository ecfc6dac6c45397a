import { afterAll, beforeAll, expect } from '@jest/globals';
import { z } from 'zod';
import { readableCaptions } from '#libs/client';
import { ApertiumProcess } from '../../libs/translation/testing/apertium-process.js';
import { aShow, aViewer } from '../support/builders.js';
import { bothModes, type House } from '../support/house.js';
import type { Person } from '../support/person.js';
import { PocketsphinxServer, samplesOf, spokenWav } from '../support/spoken.js';
import { storiesIn } from '../support/story.js';

const chunkBytes = 32_000;
const chunkMs = 1000;

let apertium: ApertiumProcess;
let sphinx: PocketsphinxServer;
let said: Buffer;
beforeAll(async () => {
  [apertium, sphinx, said] = await Promise.all([
    ApertiumProcess.start(),
    PocketsphinxServer.start(),
    spokenWav('The green tea is very good.', { before: 0.3, after: 1.2 }),
  ]);
}, 30_000);
afterAll(async () => {
  await Promise.all([apertium?.stop(), sphinx?.stop()]);
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

storiesIn(
  bothModes,
  'a host who is heard',
  (tell) => {
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
        expect(source.t0).toBeLessThan(600);
        expect(source.t1).toBeGreaterThan(1200);
        const caption = await seat.until('the Spanish caption', ({ captions }) =>
          readableCaptions(captions, 'es').find(({ segment, from }) => segment === source.segment && from === 'en'),
        );
        expect(caption).toMatchObject({ engine: 'apertium', machine: true });
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
  },
  () => ({ APERTIUM_URL: apertium.url, SPEECH_ENGINE: 'openai', SPEECH_URL: sphinx.url, SPEECH_PARTIALS: 'off' }),
);
