import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { renewStreamKey } from '#libs/client';
import { aVisit, openBrowser } from '../support/browser.js';
import { aLiveSession, aPerson } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { aBroadcast, MediaServer } from '../support/media-server.js';
import { storiesIn } from '../support/story.js';
import { WhepServer } from '../support/whep-server.js';

const secret = 'a-secret-of-media-servers';
let browser: Browser;
let media: MediaServer;
let whep: WhepServer;

beforeAll(async () => {
  // two pages of one machine meet by their addresses, which no multicast has to find
  browser = await openBrowser(['--disable-features=WebRtcHideLocalIpsWithMdns']);
  [media, whep] = await Promise.all([MediaServer.prepare(), WhepServer.open(browser)]);
}, 60_000);
afterAll(async () => {
  await Promise.all([media?.stop(), whep?.close()]);
  await browser?.close();
});

/** How the video of the page comes, once it goes on. */
async function playing(page: Page): Promise<'whep' | 'hls'> {
  const played = (): Promise<number> => page.evaluate('document.querySelector("video")?.currentTime ?? 0');
  await eventually('the first pictures', async () => (await played()) > 0);
  const before = await played();
  await eventually('it goes on', async () => (await played()) > before);
  return (await page.evaluate('document.querySelector("video").srcObject !== null')) ? 'whep' : 'hls';
}

storiesIn(
  ['standalone'],
  'the video of a session that is offered by WHEP',
  (tell) => {
    tell(
      'is played so, ended in good order, and goes on by HLS where that fails',
      async (house) => {
        await media.start({ api: house.url, secret, page: house.url });
        const host = await aPerson(house);
        const session = await aLiveSession(host);
        const publisher = aBroadcast(media.publishUrl, (await host.send(renewStreamKey(session.id))).key);
        try {
          const [first, other] = [await aVisit(browser, 360), await aVisit(browser, 360)];
          for (const { page } of [first, other]) await page.goto(`${house.url}/s/${session.slug}`);
          expect(await Promise.all([playing(first.page), playing(other.page)])).toEqual(['whep', 'whep']);
          expect(whep.begun.every((resource) => resource.startsWith(`/${session.id}/whep/`))).toBe(true);

          await first.page.getByRole('button', { name: 'Video' }).click();
          await eventually('the server hears of the end', () => whep.ended.length === 1);
          await first.page.getByRole('button', { name: 'Video' }).click();
          expect(await playing(first.page)).toBe('whep');
          expect([first.complaints, other.complaints]).toEqual([[], []]);

          whep.refuses = true;
          const late = await aVisit(browser, 360);
          await late.page.goto(`${house.url}/s/${session.slug}`);
          expect(await playing(late.page)).toBe('hls');

          await whep.cut();
          await eventually('who loses the line goes on', async () => (await playing(other.page)) === 'hls', 25_000);

          await publisher.end('SIGTERM');
          for (const { page } of [other, late]) await page.locator('video').waitFor({ state: 'detached' });
        } finally {
          await publisher.end('SIGKILL');
          await media.end();
        }
      },
      90_000,
    );
  },
  () => ({
    VIDEO_HLS_URL: media.playlists,
    VIDEO_WHEP_URL: whep.endpoints,
    VIDEO_PUBLISH_URL: media.publishUrl,
    VIDEO_HOOK_SECRET: secret,
  }),
);
