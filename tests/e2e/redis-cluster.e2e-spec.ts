import { afterAll, beforeAll, expect } from '@jest/globals';
import { chatLines, decideSandboxPayment, payOrder, readableCaptions } from '#libs/client';
import type { CommandInput } from '#libs/contracts';
import { aShow, aViewer } from '../support/builders.js';
import { demoCues, demoTranslation } from '../support/demo-show.js';
import { eventually } from '../support/eventually.js';
import { heardIn, upTo } from '../support/gapless.js';
import { OwnRedisCluster } from '../support/own-redis-cluster.js';
import type { Seat } from '../support/seat.js';
import { storiesIn } from '../support/story.js';

let cluster: OwnRedisCluster;
beforeAll(async () => {
  cluster = await OwnRedisCluster.start();
}, 30_000);
afterAll(() => cluster?.stop());

/** As an impatient person does who was told to try again: the same, until it is acknowledged. */
function insist<C extends 'chat.send' | 'caption.say'>(seat: Seat, name: C, data: CommandInput<C>) {
  return eventually(`${name} is acknowledged`, () => seat.command(name, data).catch(() => false as const), 20_000);
}

const counted = (seat: Seat, by: Record<string, number>) =>
  seat.until('everybody is counted', ({ audience }) =>
    Object.entries(by).every(([lang, count]) => audience.byLanguage[lang] === count),
  );

storiesIn(
  ['scaled'],
  'a house on a Redis Cluster of three primaries',
  (tell) => {
    tell('talks, translates, sells and is paid as on one Redis', async (house) => {
      const { host, session, variant } = await aShow(house);
      const [buyer, lucia] = [await aViewer(house), await aViewer(house, { lang: 'es' })];
      const speaker = await host.join(session.id, 'en', 0);
      const [english, spanish] = [await buyer.join(session.id, 'en', 0), await lucia.join(session.id, 'es', 1)];
      await counted(speaker, { en: 2, es: 1 });

      const [cue] = demoCues();
      const { text = '', t0 = 0, t1 = 0 } = cue ?? {};
      const segment = crypto.randomUUID();
      await speaker.command('caption.say', { segment, lang: 'en', text, state: 'final', t0, t1 });
      const translated = await spanish.until('the caption', ({ captions }) => readableCaptions(captions, 'es')[0]);
      expect(translated).toMatchObject({ text: demoTranslation(text, 'es'), engine: 'memory' });
      const { message } = await spanish.say('¡Hola!', 'es');
      await english.until('what Lucía said', ({ chat }) =>
        chatLines(chat, 'en').some((line) => line.message.message === message),
      );

      const { claim } = await english.say('sold A1 x2', 'en');
      if (claim?.outcome !== 'HELD') throw new Error(`Nothing is held but ${claim?.outcome}.`);
      const payment = await buyer.send(payOrder(claim.hold.orderId));
      await buyer.send(decideSandboxPayment(payment.id, 'approve'));
      await english.until(
        'the order is confirmed',
        ({ viewer }) => viewer.orders.get(claim.hold.orderId)?.value.state === 'confirmed',
      );
      await spanish.until('everybody sees what is left', ({ room }) => {
        const stock = room?.stock.get(variant.id)?.value;
        return stock?.sold === 2 && stock.available === 18;
      });
      for (const keys of await cluster.keys()) expect(keys).toBeGreaterThan(0);
    });

    tell(
      'loses nothing that it acknowledged when the primary of a session, then that of the jobs, is killed and comes back',
      async (house) => {
        const { host, session, offer } = await aShow(house);
        const talker = await (await aViewer(house)).join(session.id, 'en', 0);
        const reader = await (await aViewer(house, { lang: 'es' })).join(session.id, 'es', 1);
        const speaker = await host.join(session.id, 'en', 1);
        await counted(speaker, { en: 2, es: 1 });
        const cues = demoCues().slice(0, 12);
        const acknowledged: string[] = [];
        const talk = async (count: number) => {
          for (const n of upTo(count)) {
            const said = { key: crypto.randomUUID(), text: `message ${n}`, lang: 'en' };
            acknowledged.push((await insist(talker, 'chat.send', said)).message);
          }
        };
        const speak = async (from: number, to: number) => {
          for (const { text, t0, t1 } of cues.slice(from, to))
            await insist(speaker, 'caption.say', {
              segment: crypto.randomUUID(),
              lang: 'en',
              text,
              state: 'final',
              t0,
              t1,
            });
        };

        await Promise.all([talk(2), speak(0, 2)]);
        const held = await insist(talker, 'chat.send', { key: crypto.randomUUID(), text: 'sold A1', lang: 'en' });
        acknowledged.push(held.message);
        expect(held.claim).toMatchObject({ outcome: 'HELD', hold: { offerId: offer.id } });
        const ofLog = await cluster.primaryOf(session.id);
        await Promise.all([cluster.crash(ofLog), talk(6), speak(2, 7)]);
        const ofJobs = await cluster.primaryOf('{queue:translation}');
        await Promise.all([cluster.crash(ofJobs), talk(6), speak(7, 12)]);

        const messages = acknowledged.length;
        for (const seat of [talker, reader]) {
          await seat.until('every message', () => heardIn(seat, 'chat').length >= messages);
          expect(heardIn(seat, 'chat')).toEqual(upTo(messages));
          expect(seat.events('chat.message').map(({ message }) => message)).toEqual(acknowledged);
        }
        await reader.until('every caption', ({ captions }) => readableCaptions(captions, 'es').length >= cues.length);
        expect(readableCaptions(reader.state.captions, 'es').map(({ text }) => text)).toEqual(
          cues.map(({ text }) => demoTranslation(text, 'es')),
        );
        expect(heardIn(reader, 'caption.es')).toEqual(upTo(cues.length));
      },
      60_000,
    );
  },
  () => ({ REDIS_URL: cluster.url, TRANSLATION_DEADLINE_MS: '30000' }),
);
