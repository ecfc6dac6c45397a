import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readableCaptions } from '#libs/client';
import type { SayCaption } from '#libs/contracts';
import { WillingEngine } from '../../libs/translation/testing/willing-engine.js';
import { translationKills } from '../faults/translation-kills.js';
import { aLiveSession, aPerson, aViewer } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { bothModes } from '../support/house.js';
import type { Seat } from '../support/seat.js';
import { storiesIn } from '../support/story.js';

const deadlineMs = 4000;
let engine: WillingEngine;

const final = (text: string, over: Partial<SayCaption> = {}): SayCaption => ({
  segment: crypto.randomUUID(),
  lang: 'en',
  text,
  state: 'final',
  t0: 0,
  t1: 900,
  ...over,
});
const read = (seat: Seat, lang: string, words: string) =>
  readableCaptions(seat.state.captions, lang).find(({ text }) => text.includes(words));
const counted = (seat: Seat, by: Record<string, number>) =>
  seat.until('everybody is counted', ({ audience }) =>
    Object.entries(by).every(([lang, count]) => (audience.byLanguage[lang] ?? 0) === count),
  );

beforeAll(async () => {
  engine = await WillingEngine.start();
});
afterAll(() => engine.close());

storiesIn(
  bothModes,
  'translation',
  (tell) => {
    tell('costs one text for each language, however many read it, and none when nobody does', async (house) => {
      const host = await aPerson(house);
      const session = await aLiveSession(host);
      const speaker = await host.join(session.id, 'en');
      const viewers = ['es', 'es', 'es', 'sw', 'sw', 'en'];
      const seats = await Promise.all(
        viewers.map(async (lang, at) => (await aViewer(house, { lang })).join(session.id, lang, at % 2 ? 1 : 0)),
      );
      await counted(speaker, { es: 3, sw: 2, en: 2 });
      const words = `Tea for ${session.slug}`;
      await speaker.command('caption.say', final(words));
      for (const [at, lang] of viewers.entries())
        await seats[at]?.until(words, () => seats[at] && read(seats[at], lang, words));
      expect(engine.asked(words)).toBe(2);
      await speaker.until('the room hears how they are served', ({ room }) =>
        ['es', 'sw'].every((lang) => room?.languages.get(lang)?.value.state === 'live'),
      );

      for (const at of [3, 4]) seats[at]?.leave();
      await speaker.until('Swahili is off', ({ room }) => room?.languages.get('sw')?.value.reason === 'no-audience');
      const later = `Coffee for ${session.slug}`;
      await speaker.command('caption.say', final(later));
      await seats[0]?.until(later, () => seats[0] && read(seats[0], 'es', later));
      expect(engine.asked(later)).toBe(1);
    });

    tell('beyond the budget gives readers the source, flagged, and says why', async (house) => {
      const host = await aPerson(house);
      const session = await aLiveSession(host, { maxLanguages: 1 });
      const speaker = await host.join(session.id, 'en');
      const [one, other, without] = await Promise.all(
        ['es', 'es', 'sw'].map(async (lang) => (await aViewer(house, { lang })).join(session.id, lang)),
      );
      await counted(speaker, { es: 2, sw: 1 });
      const words = `Budget of ${session.slug}`;
      await speaker.command('caption.say', final(words));
      for (const seat of [one, other]) await seat?.until(words, () => read(seat, 'es', `es[${words}]`));
      const instead = await without?.until(words, () => read(without, 'sw', words));
      expect(instead).toMatchObject({ text: words, engine: 'source', flags: ['source-fallback'] });
      await without?.until('why', ({ room }) => room?.languages.get('sw')?.value.reason === 'budget');
    });

    tell(
      'that hangs keeps no final longer than its deadline, and nothing else waits for it',
      async (house) => {
        const host = await aPerson(house);
        const session = await aLiveSession(host);
        const speaker = await host.join(session.id, 'en');
        const viewer = await (await aViewer(house, { lang: 'es' })).join(session.id, 'es', 1);
        await counted(speaker, { es: 1 });
        engine.takes = () => Number.POSITIVE_INFINITY;
        const said: { words: string; at: number }[] = [];
        for (let n = 0; n < 6; n += 1) {
          const words = `Hanging ${n} of ${session.slug}`;
          said.push({ words, at: Date.now() });
          await speaker.command('caption.say', final(words));
          const { message } = await speaker.say(`chat ${n}`, 'en');
          await viewer.until('the chat goes on', ({ chat }) => chat.messages.has(message));
        }
        expect(Date.now() - (said[0]?.at ?? 0)).toBeLessThan(deadlineMs);
        for (const { words } of said) {
          const caption = await viewer.until(words, () => read(viewer, 'es', words));
          expect(caption).toMatchObject({ text: words, engine: 'source', flags: ['source-fallback'] });
          // a busy machine may be late with what was in time
          expect(caption.lagMs).toBeLessThan(2 * deadlineMs);
        }
        const order = viewer.events('caption').map(({ n }) => n);
        expect(order).toEqual(order.toSorted((a, b) => a - b));

        engine.takes = () => 0;
        const translated = async () => {
          const words = `Back ${crypto.randomUUID()}`;
          await speaker.command('caption.say', final(words));
          await pause(1000);
          return read(viewer, 'es', 'es[Back');
        };
        expect(await eventually('the engine is trusted again', translated, 40_000)).toMatchObject({ flags: [] });
      },
      90_000,
    );
  },
  () => ({ LIBRETRANSLATE_URL: engine.url, TRANSLATION_MEMORY_FILES: '', LANGUAGE_IDLE_SECONDS: '1' }),
);

describe('finals', () => {
  it('survive random kills of the worker and of Redis, each once in every language', async () => {
    const seed = Date.now() % 1_000_000;
    const report = await translationKills({ kills: 5, seed });
    expect(report).toMatchObject({ seed, lost: [], doubled: [] });
    expect(report.acknowledged).toBeGreaterThan(10);
  }, 150_000);
});
