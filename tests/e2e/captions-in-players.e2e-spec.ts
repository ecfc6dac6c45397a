import { expect } from '@jest/globals';
import { captionsFile, correctCaption, HttpClient, retractCaption } from '#libs/client';
import { SaidCaption } from '#libs/contracts';
import { browserStoriesIn } from '../support/browser-story.js';
import { aVisit } from '../support/browser.js';
import { aLiveSession, aPerson } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { Player } from '../support/player.js';
import { type ShownCue, validated } from '../support/webvtt-validator.js';

const hour = 3_600_000;
/** Past this, hls.js takes a time for one before the stream began: its clock has 33 bits at 90 kHz, half for each way. */
const clockEndsAt = 13 * hour;

/** As they are said: neither in order nor one after the other. `shown` is what a reader gets to see of it. */
const speech: readonly { t0: number; t1: number; text: string; shown?: string }[] = [
  { t0: 1500, t1: 2500, text: '2 < 3 > 1 & <b>not bold</b> <00:00:01.000>' },
  { t0: 200, t1: 900, text: 'from A1 --> to B2' },
  { t0: 600, t1: 1400, text: '00:00:01.000 --> 00:00:02.000' },
  { t0: 2000, t1: 5000, text: 'one\n\ntwo \u2028 three', shown: 'one two   three' },
  { t0: 2000, t1: 2600, text: 'مرحبا، السعر ١٢ "دولار" (A1)!' },
  { t0: 2600, t1: 2600, text: '👩🏽‍🌾 🇷🇼 1️⃣ te\u0301 𠮷' },
  { t0: 3000, t1: 3100, text: '&amp; &nbsp; &lt;i&gt; &#39; &' },
  { t0: 3200, t1: 3300, text: 'WEBVTT' },
  { t0: 3400, t1: 3500, text: 'NOTE not a note' },
  { t0: 123 * hour + 4 * 60_000 + 5006, t1: 124 * hour, text: 'after a hundred hours' },
];

browserStoriesIn(['standalone'], 'the archive of captions', (tell) => {
  tell(
    'is read by a validator, by the browser and by hls.js: the same texts at the same times',
    async (house, browser) => {
      const host = await aPerson(house);
      const session = await aLiveSession(host);
      const said: ShownCue[] = [];
      const say = async ({ t0, t1, text, shown = text }: (typeof speech)[number]) => {
        const body = { segment: crypto.randomUUID(), lang: 'en', text, state: 'final', t0, t1 };
        await host.send({ method: 'POST', path: `/sessions/${session.id}/captions`, body, answer: SaidCaption });
        said.push({ id: body.segment, t0, t1: Math.max(t1, t0 + 1), text: shown });
        return body.segment;
      };
      for (const words of speech) await say(words);
      const slip = await say({ t0: 3600, t1: 3700, text: 'a slip --> <i>', shown: 'corrected: <i> --> &' });
      await host.send(
        correctCaption(session.id, slip, { lang: 'en', baseRev: 1, text: 'corrected: <i> --> &', reason: 'a slip' }),
      );
      const secret = await say({ t0: 3800, t1: 3900, text: 'call me on 555-0100' });
      await host.send(retractCaption(session.id, secret, 'a private number'));
      const expected = said.filter(({ id }) => id !== secret).toSorted((a, b) => a.t0 - b.t0);

      const path = captionsFile(session.id, 'en');
      const http = new HttpClient(house.url);
      const file = await eventually('the archive', async () => {
        const text = await http.text(path);
        return text.includes('corrected') && !text.includes('555-0100') && text;
      });
      expect(validated(file)).toEqual({ cues: expected, complaints: [] });

      const { page, complaints } = await aVisit(browser, 1280);
      const player = await Player.open(page, house, `/v1${path}`);
      const sorted = (cues: readonly ShownCue[]) => cues.toSorted((a, b) => a.t0 - b.t0 || a.id.localeCompare(b.id));
      expect(sorted(await player.cues('native', expected.length))).toEqual(sorted(expected));
      const onClock = ({ t0 }: ShownCue) => t0 < clockEndsAt;
      const inHls = await player.cues('hls', expected.filter(onClock).length);
      expect(sorted(inHls)).toEqual(sorted(expected.filter(onClock)));
      const [first, second] = expected;
      await player.playUntilShown(first?.id ?? '');
      await player.playUntilShown(second?.id ?? '');
      expect([await player.errors(), complaints]).toEqual([[], []]);
    },
  );
});
