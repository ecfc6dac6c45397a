import { expect } from '@jest/globals';
import { readableCaptions } from '#libs/client';
import type { ClaimOutcome } from '#libs/contracts';
import { call } from '../support/api.js';
import { aShow, aViewer } from '../support/builders.js';
import { demoCues, demoTranslation } from '../support/demo-show.js';
import { heardIn, upTo } from '../support/gapless.js';
import { bothModes } from '../support/house.js';
import { storiesIn } from '../support/story.js';

const held = (outcome: ClaimOutcome | null) => {
  if (outcome?.outcome !== 'HELD') throw new Error(`Nothing is held but ${outcome?.outcome}.`);
  return outcome.hold;
};

storiesIn(
  bothModes,
  'a process that is killed',
  (tell, mode) => {
    tell(
      'in the middle of claims has lost none that it acknowledged, and doubled none',
      async (house) => {
        const { offer, variant } = await aShow(house, { onHand: 1000 });
        const [api] = house.processes;
        const buyers = await Promise.all(upTo(30).map(async () => (await (await aViewer(house)).me.token()) ?? ''));
        const claim = (token: string, key: string) =>
          call(house, `/v1/offers/${offer.id}/claims`, { method: 'POST', token, key, body: { qty: 1 } });
        const keys = buyers.map(() => crypto.randomUUID());
        const send = (at: number) => claim(buyers[at] ?? '', keys[at] ?? '');
        const sending = buyers.map((_, at) => send(at).catch(() => null));
        await Promise.race(sending);
        await api?.kill();
        const first = await Promise.all(sending);
        await api?.startAgain();

        expect(first.some((answer) => answer?.status === 200)).toBe(true);
        for (const [at, answer] of first.entries()) {
          const again = await send(at);
          // what was acknowledged is answered as before; of the others, some are still taken to be under way
          if (answer !== null) expect([again.status, again.body]).toEqual([200, answer.body]);
          else expect([200, 409]).toContain(again.status);
        }
        expect(
          await house.database.row(
            `SELECT stock.held = (SELECT sum(qty) FROM hold WHERE variant_id = $1) AS agrees,
               (SELECT max(holds)::int FROM (SELECT count(*) AS holds FROM hold WHERE variant_id = $1 GROUP BY buyer_id) AS of_buyer)
                 AS most_of_one
             FROM stock WHERE variant_id = $1`,
            [variant.id],
          ),
        ).toEqual({ agrees: true, most_of_one: 1 });
      },
      60_000,
    );

    if (mode === 'standalone')
      tell(
        'in the middle of chat has every acknowledged message in its log, and goes on numbering',
        async (house) => {
          const { session } = await aShow(house);
          const [only] = house.processes;
          const viewer = await (await aViewer(house)).join(session.id, 'en');
          const talkers = await Promise.all(upTo(4).map(async () => (await aViewer(house)).join(session.id, 'en')));
          const first = held((await talkers[0]?.say('sold A1', 'en'))?.claim ?? null);
          const acknowledged: string[] = [];
          const sending = upTo(60).map(async (n) => {
            const answer = await talkers[n % 4]?.say(`message ${n}`, 'en');
            if (answer) acknowledged.push(answer.message);
          });
          await viewer.until('the talk is under way', () => heardIn(viewer, 'chat').length >= 10);
          await only?.kill();
          const before = [...acknowledged];
          const inLog = 'SELECT event_id FROM log_entry WHERE session_id = $1 AND event ->> $2 = ANY($3::text[])';
          expect(await house.database.query(inLog, [session.id, 'message', before])).toHaveLength(before.length);
          await only?.startAgain();
          await Promise.all(sending);

          await viewer.until('every message', () => heardIn(viewer, 'chat').length >= 61);
          expect(heardIn(viewer, 'chat')).toEqual(upTo(61));
          const second = held((await viewer.say('sold A1 x2', 'en')).claim);
          const [one, other] = await house.database.query<{ number: string }>(
            'SELECT number FROM sale_order WHERE id = ANY($1::uuid[])',
            [[first.orderId, second.orderId]],
          );
          expect(other?.number).not.toBe(one?.number);
          expect(await house.database.query('SELECT held FROM stock WHERE variant_id = $1', [first.variantId])).toEqual(
            [{ held: 3 }],
          );
        },
        60_000,
      );

    if (mode === 'scaled')
      tell(
        'in the middle of translating leaves nothing out: every final arrives in each language once',
        async (house) => {
          const { host, session } = await aShow(house);
          const languages = ['es', 'sw', 'zh-Hans'];
          const speaker = await host.join(session.id, 'en');
          const viewers = await Promise.all(
            languages.map(async (lang) => (await aViewer(house, { lang })).join(session.id, lang, 1)),
          );
          await speaker.until('all are counted', ({ audience }) =>
            languages.every((lang) => audience.byLanguage[lang] === 1),
          );
          const cues = demoCues().slice(0, 30);
          const [first, ...others] = viewers;
          const saying = cues.map(({ text, t0, t1 }) =>
            speaker.command('caption.say', { segment: crypto.randomUUID(), lang: 'en', text, state: 'final', t0, t1 }),
          );
          await first?.until('the first translations', () => heardIn(first, 'caption.es').length >= 3);
          await house.worker.kill();
          await Promise.all(saying);
          await house.worker.startAgain();

          for (const [at, viewer] of [first, ...others].entries()) {
            const lang = languages[at] ?? '';
            await viewer?.until(`all captions in ${lang}`, () => heardIn(viewer, `caption.${lang}`).length >= 30);
            expect(viewer && heardIn(viewer, `caption.${lang}`)).toEqual(upTo(30));
            const read = readableCaptions(viewer?.state.captions ?? new Map(), lang);
            expect(read.map(({ n, text }) => ({ n, text }))).toEqual(
              cues.map(({ text }, index) => ({ n: index + 1, text: demoTranslation(text, lang) })),
            );
          }
        },
        60_000,
      );
  },
  { TRANSLATION_DEADLINE_MS: '30000' },
);
