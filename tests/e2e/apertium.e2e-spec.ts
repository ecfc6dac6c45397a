import { afterAll, beforeAll, expect } from '@jest/globals';
import { chatLines, HttpClient, readableCaptions, serviceConfig } from '#libs/client';
import { ApertiumProcess } from '../../libs/translation/testing/apertium-process.js';
import { aShow, aViewer } from '../support/builders.js';
import { bothModes } from '../support/house.js';
import { storiesIn } from '../support/story.js';

let apertium: ApertiumProcess;
beforeAll(async () => {
  apertium = await ApertiumProcess.start();
}, 30_000);
afterAll(() => apertium?.stop());

storiesIn(
  bothModes,
  'a real engine',
  (tell) => {
    tell('translates what nobody wrote down before, and is named and marked as a machine', async (house) => {
      const { host, session } = await aShow(house);
      const seat = await (await aViewer(house, { lang: 'es' })).join(session.id, 'es', 1);
      const speaker = await host.join(session.id, 'en', 0);
      await speaker.until('the Spanish reader is counted', ({ audience }) => audience.byLanguage['es'] === 1);
      expect(await new HttpClient(house.url).send(serviceConfig())).toMatchObject({
        engines: ['memory', 'apertium'],
      });

      const text = 'The house has 12 green doors.';
      const segment = crypto.randomUUID();
      await speaker.command('caption.say', { segment, lang: 'en', text, state: 'final', t0: 0, t1: 900 });
      const caption = await seat.until('the caption', ({ captions }) =>
        readableCaptions(captions, 'es').find((read) => read.segment === segment),
      );
      expect(caption).toMatchObject({ from: 'en', engine: 'apertium', machine: true, flags: [] });
      expect(caption.text).toMatch(/casa.*12.*puertas/);

      await speaker.say('The tea is very good.', 'en');
      const line = await seat.until('the message', ({ chat }) =>
        chatLines(chat, 'es').find(({ translation }) => translation),
      );
      expect(line.translation).toMatchObject({
        text: expect.stringMatching(/té.*bueno/),
        engine: 'apertium',
        machine: true,
      });
    });

    tell('that hangs delays nobody: viewers read the source by the deadline, flagged', async (house) => {
      const { host, session } = await aShow(house);
      const seat = await (await aViewer(house, { lang: 'es' })).join(session.id, 'es', 1);
      const speaker = await host.join(session.id, 'en', 0);
      await speaker.until('the Spanish reader is counted', ({ audience }) => audience.byLanguage['es'] === 1);
      const thaw = apertium.freeze();
      try {
        const saidAt = performance.now();
        await speaker.command('caption.say', {
          segment: crypto.randomUUID(),
          lang: 'en',
          text: 'Can you hear me?',
          state: 'final',
          t0: 0,
          t1: 900,
        });
        const { claim } = await seat.say('sold A1', 'en');
        expect(claim?.outcome).toBe('HELD');
        expect(performance.now() - saidAt).toBeLessThan(1500);
        const caption = await seat.until('the caption', ({ captions }) => readableCaptions(captions, 'es')[0]);
        expect(caption).toMatchObject({
          text: 'Can you hear me?',
          engine: 'source',
          machine: false,
          flags: ['source-fallback'],
        });
        expect(performance.now() - saidAt).toBeLessThan(3500);
      } finally {
        thaw();
      }
    });
  },
  () => ({ APERTIUM_URL: apertium.url, TRANSLATION_DEADLINE_MS: '2000' }),
);
