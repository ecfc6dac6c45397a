import { afterAll, beforeAll, expect } from '@jest/globals';
import {
  captionRevisions,
  captionsFile,
  chatLines,
  correctCaption,
  HttpClient,
  readableCaptions,
  retractCaption,
  translationLedger,
} from '#libs/client';
import type { Caption } from '#libs/contracts';
import { parseWebVtt } from '#libs/captions';
import { WillingEngine } from '../../libs/translation/testing/willing-engine.js';
import { aLiveSession, aPerson, aViewer } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import type { House } from '../support/house.js';
import { bothModes } from '../support/house.js';
import { storiesIn } from '../support/story.js';

let engine: WillingEngine;
beforeAll(async () => {
  engine = await WillingEngine.start();
});
afterAll(() => engine?.close());

const languages = ['es', 'sw', 'fr'] as const;
const sentence = (n: number) => `Sentence ${n} of the afternoon.`;
/** As many as a host's connection may say in a row. */
const sentences = 24;
const slip = 'Call me on 555-0100 for tea at 7.';

storiesIn(
  bothModes,
  'captions that people change',
  (tell) => {
    /** A host who speaks without a pause to readers of three languages; the third sentence is a slip. */
    async function aBusyRoom(house: House) {
      const host = await aPerson(house);
      const session = await aLiveSession(host);
      const speaker = await host.join(session.id, 'en');
      const seats = await Promise.all(
        languages.map(async (lang) => (await aViewer(house, { lang })).join(session.id, lang)),
      );
      await speaker.until('everybody is counted', ({ audience }) =>
        languages.every((lang) => audience.byLanguage[lang]),
      );
      const segments = Array.from({ length: sentences }, () => crypto.randomUUID());
      const speak = async (from: number, to: number) => {
        for (const [index, segment] of segments.entries())
          if (index >= from && index < to) {
            const text = index === 2 ? slip : sentence(index);
            const said = {
              segment,
              lang: 'en',
              text,
              state: 'final' as const,
              t0: index * 1000,
              t1: index * 1000 + 900,
            };
            await speaker.command('caption.say', said);
            await seats[index % seats.length]?.say(`remark ${index}`, 'en');
          }
      };
      return { host, session, seats, speak, slipped: segments[2] ?? '', http: new HttpClient(house.url) };
    }
    const readBy = (seat: Awaited<ReturnType<typeof aBusyRoom>>['seats'][number], lang: string, segment: string) =>
      readableCaptions(seat.state.captions, lang).find((caption) => caption.segment === segment);
    const revisionsOf = async (http: HttpClient, session: string): Promise<Caption[]> =>
      (await http.text(captionRevisions(session)))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Caption);

    tell(
      'are corrected while the host goes on speaking: in every language, and in the archive; a person’s words stay',
      async (house) => {
        const { host, session, seats, speak, slipped, http } = await aBusyRoom(house);
        await speak(0, 10);
        const [spanish] = seats;
        await spanish?.until('the slip', () => readBy(spanish, 'es', slipped));
        const rest = speak(10, sentences);
        const human = { lang: 'fr', baseRev: 1, text: 'Le thé est servi.', reason: 'better' };
        await eventually('the French text is there to be corrected', () =>
          host.send(correctCaption(session.id, slipped, human)).catch(() => false),
        );
        const correction = { lang: 'en', baseRev: 1, text: 'Tea is at 7.', reason: 'a private number' };
        expect(await host.send(correctCaption(session.id, slipped, correction))).toMatchObject({ rev: 2 });
        await expect(host.send(correctCaption(session.id, slipped, correction))).rejects.toMatchObject({
          problem: { status: 409, code: 'caption.stale-revision' },
        });
        await rest;

        for (const [index, lang] of languages.entries()) {
          const seat = seats[index];
          if (seat === undefined) throw new Error('nobody sits there');
          const text = lang === 'fr' ? human.text : `${lang}[Tea is at 7.]`;
          const read = await seat.until(`the correction in ${lang}`, () => {
            const caption = readBy(seat, lang, slipped);
            return caption?.text === text && caption;
          });
          expect(read).toMatchObject({ state: 'corrected', sourceRev: lang === 'fr' ? 1 : 2, machine: lang !== 'fr' });
          await seat.until(
            'all that was said',
            ({ captions }) => readableCaptions(captions, lang).length === sentences,
          );
          await eventually(`the archive in ${lang}`, async () => {
            const cues = parseWebVtt(await http.text(captionsFile(session.id, lang)));
            return cues.length === sentences && cues.find(({ id }) => id === slipped)?.text === text;
          });
        }
        // machines run again over what a person wrote
        await host.send(correctCaption(session.id, slipped, { ...correction, baseRev: 2, text: 'Tea is at 8.' }));
        await spanish?.until('the second one', () => readBy(spanish, 'es', slipped)?.text === 'es[Tea is at 8.]');
        expect(await http.text(captionsFile(session.id, 'fr'))).toContain(human.text);
        await eventually('every revision', async () => {
          const revisions = (await revisionsOf(http, session.id)).filter(({ segment }) => segment === slipped);
          const of = (wanted: string) => revisions.filter(({ lang }) => lang === wanted).map(({ text }) => text);
          return (
            JSON.stringify([of('en'), of('es'), of('fr')]) ===
            JSON.stringify([
              [slip, 'Tea is at 7.', 'Tea is at 8.'],
              [`es[${slip}]`, 'es[Tea is at 7.]', 'es[Tea is at 8.]'],
              [`fr[${slip}]`, human.text],
            ])
          );
        });
        const { languages: ledger } = await eventually('the ledger', async () => {
          const read = await host.send(translationLedger(session.id));
          return read.languages.filter(({ engines }) => engines.length > 0).length === languages.length && read;
        });
        expect(ledger.find(({ lang }) => lang === 'fr')).toMatchObject({
          viewers: 1,
          captions: { finals: sentences, human: 1 },
        });
      },
      60_000,
    );

    tell(
      'are gone when they are taken back: for those who are there, who come back, and from the archive',
      async (house) => {
        const { host, session, seats, speak, slipped, http } = await aBusyRoom(house);
        await speak(0, 5);
        for (const [index, lang] of languages.entries())
          await seats[index]?.until(
            `five captions in ${lang}`,
            ({ captions }) => readableCaptions(captions, lang).length === 5,
          );
        await host.send(retractCaption(session.id, slipped, 'a private number'));
        for (const [index, lang] of languages.entries()) {
          const seat = seats[index];
          await seat?.until(
            `four captions in ${lang}`,
            ({ captions }) => readableCaptions(captions, lang).length === 4,
          );
          expect(JSON.stringify([...(seat?.state.captions.get(lang)?.values() ?? [])])).not.toContain('555-0100');
          const newcomer = await (await aViewer(house, { lang })).join(session.id, lang, 1);
          await newcomer.until(`the rest in ${lang}`, ({ captions }) => readableCaptions(captions, lang).length === 4);
          expect(JSON.stringify(newcomer.entries)).not.toContain('555-0100');
          await eventually(`the archive in ${lang}`, async () => {
            const file = await http.text(captionsFile(session.id, lang));
            return parseWebVtt(file).length === 4 && !file.includes('555-0100');
          });
        }
        const revisions = await revisionsOf(http, session.id);
        expect(revisions.filter(({ segment, state }) => segment === slipped && state === 'retracted')).toHaveLength(4);
        expect(JSON.stringify(revisions)).not.toContain('555-0100');
        const kept = ['log_entry', 'caption_segment', 'caption_text', 'outbox_event'].map(
          (table) => `SELECT ${table}::text AS row FROM ${table} WHERE session_id = '${session.id}'`,
        );
        const rows = await house.database.query<{ row: string }>(kept.join(' UNION ALL '));
        expect(rows.filter(({ row }) => row.includes('555-0100'))).toEqual([]);
      },
    );

    tell('answers to questions reach whoever asked, in their language, linked', async (house) => {
      const host = await aPerson(house);
      const session = await aLiveSession(host);
      const speaker = await host.join(session.id, 'en');
      const asker = await (await aViewer(house, { lang: 'es' })).join(session.id, 'es');
      const { message } = await asker.say('¿Hay té?', 'es');
      const asked = await speaker.until('the question in English', ({ chat }) =>
        chatLines(chat, 'en').find(({ translation }) => translation !== null),
      );
      expect(asked).toMatchObject({ message: { message, toHost: true }, translation: { text: 'en[¿Hay té?]' } });
      await speaker.command('chat.send', { key: crypto.randomUUID(), text: 'Plenty.', lang: 'en', replyTo: message });
      const answer = await asker.until('the answer', ({ chat }) =>
        chatLines(chat, 'es').find(({ translation, inReplyTo }) => translation !== null && inReplyTo !== null),
      );
      expect(answer).toMatchObject({
        translation: { text: 'es[Plenty.]' },
        inReplyTo: { message: { message, text: '¿Hay té?' } },
      });
    });
  },
  () => ({ LIBRETRANSLATE_URL: engine.url }),
);
