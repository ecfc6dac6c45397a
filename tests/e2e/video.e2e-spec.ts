import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { renewStreamKey, sayCaption, setVideoRules } from '#libs/client';
import { barriers } from '../support/accessible.js';
import { aVisit, openBrowser, photograph } from '../support/browser.js';
import { aLiveSession, aPerson, aSession, aViewer, password } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { bothModes, type House } from '../support/house.js';
import { aBroadcast, MediaServer } from '../support/media-server.js';
import type { RunningProgram } from '../support/running-program.js';
import { storiesIn } from '../support/story.js';

const secret = 'a-secret-of-media-servers';
let browser: Browser;
let media: MediaServer;
const publishers: RunningProgram[] = [];

beforeAll(async () => {
  [browser, media] = await Promise.all([openBrowser(), MediaServer.prepare()]);
}, 60_000);
afterAll(async () => {
  await media?.stop();
  await browser?.close();
});

/** With a media server whose hooks lead to this house. */
async function onAir(house: House, story: () => Promise<void>): Promise<void> {
  await media.start({ api: house.url, secret, page: house.url });
  try {
    await story();
  } finally {
    await Promise.all(publishers.splice(0).map((publisher) => publisher.end('SIGKILL')));
    await media.end();
  }
}

function publish(key: string): RunningProgram {
  const publisher = aBroadcast(media.publishUrl, key);
  publishers.push(publisher);
  return publisher;
}

const playlistOf = (sessionId: string) => media.playlists.replace('{name}', sessionId);
const listed = (sessionId: string) =>
  eventually('the playlist has a segment', async () => {
    const answer = await fetch(playlistOf(sessionId));
    const text = await answer.text();
    return answer.ok && text.includes('.ts') && text;
  });

/** Seconds that the video of the page has played. */
const played = (page: Page): Promise<number> => page.evaluate('document.querySelector("video")?.currentTime ?? 0');
const plays = async (page: Page): Promise<void> => {
  await eventually('the first pictures', async () => (await played(page)) > 0);
  const before = await played(page);
  await eventually('it goes on', async () => (await played(page)) > before + 1);
};

storiesIn(
  bothModes,
  'the video of a session',
  (tell) => {
    tell('is refused with a wrong key, goes on with the right one, and is off when its host stops', async (house) => {
      await onAir(house, async () => {
        const host = await aPerson(house);
        const session = await aLiveSession(host);
        const seat = await (await aViewer(house)).join(session.id, 'en');
        const { server, key } = await host.send(renewStreamKey(session.id));
        expect(server).toBe(media.publishUrl);
        expect(await publish(`${session.id}?key=wrong`).exit()).not.toBe(0);
        expect(await publish(session.id).exit()).not.toBe(0);
        expect(seat.state.room?.video.value).toBeNull();

        const publisher = publish(key);
        await seat.until('the video is on', ({ room }) => room?.video.value?.hls === playlistOf(session.id));
        expect(await listed(session.id)).toMatch(/^#EXTM3U/);

        await publisher.end('SIGTERM');
        await seat.until('the video is off', ({ room }) => room?.video.value === null);
        expect(house.output).not.toContain(key.split('=')[1]);
        expect(house.output).not.toContain(secret);
      });
    });

    tell('ends for whoever publishes with a key that was renewed', async (house) => {
      await onAir(house, async () => {
        const host = await aPerson(house);
        const session = await aLiveSession(host);
        const seat = await (await aViewer(house)).join(session.id, 'en');
        const publisher = publish((await host.send(renewStreamKey(session.id))).key);
        await seat.until('the video is on', ({ room }) => room?.video.value !== null);
        const { key } = await host.send(renewStreamKey(session.id));
        expect(await publisher.exit()).not.toBe(0);
        await seat.until('the video is off', ({ room }) => room?.video.value === null);
        publish(key);
        await seat.until('the video is on again', ({ room }) => room?.video.value !== null);
      });
    });

    tell(
      'takes its session along when the host wants that: live when it begins, and ended long after it',
      async (house) => {
        await onAir(house, async () => {
          const host = await aPerson(house);
          const session = await aSession(host);
          const seat = await (await aViewer(house)).join(session.id, 'en');
          await host.send(setVideoRules(session.id, { startsSession: true, endsSessionAfterMinutes: 1 }));
          const publisher = publish((await host.send(renewStreamKey(session.id))).key);
          await seat.until('the session is live', ({ room }) => room?.session.value.state === 'live');
          await publisher.end('SIGTERM');
          await seat.until('the video is off', ({ room }) => room?.video.value === null);
          expect(seat.state.room?.session.value.state).toBe('live');
          // nobody waits for the minute
          await house.database.query(
            `UPDATE video_stream SET off_at = off_at - interval '1 minute' WHERE session_id = '${session.id}'`,
          );
          await house.database.query(
            `UPDATE session SET started_at = started_at - interval '2 minutes' WHERE id = '${session.id}'`,
          );
          await seat.until('the session is over', ({ room }) => room?.session.value.state === 'ended');
        });
      },
    );

    tell('is off when its media server dies without a word', async (house) => {
      await onAir(house, async () => {
        const host = await aPerson(house);
        const session = await aLiveSession(host);
        const seat = await (await aViewer(house)).join(session.id, 'en');
        publish((await host.send(renewStreamKey(session.id))).key);
        await seat.until('the video is on', ({ room }) => room?.video.value !== null);
        await media.vanish();
        await seat.until('the video is off', ({ room }) => room?.video.value === null);
      });
    });

    tell(
      'plays in a browser behind the captions, and costs nothing where there is none',
      async (house) => {
        await onAir(house, async () => {
          const host = await aPerson(house);
          const session = await aLiveSession(host);
          const early = await aVisit(browser, 360);
          const asked: string[] = [];
          early.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
          await early.page.goto(`${house.url}/s/${session.slug}`);
          await early.page.locator('.stage').waitFor();
          await early.page.waitForLoadState('networkidle');
          expect(asked.filter((address) => /hls/i.test(address))).toEqual([]);

          const publisher = publish((await host.send(renewStreamKey(session.id))).key);
          await plays(early.page);
          await listed(session.id);
          const late = await aVisit(browser, 1280);
          await late.page.goto(`${house.url}/s/${session.slug}`);
          await plays(late.page);

          const segment = crypto.randomUUID();
          const said = { segment, lang: 'en', text: 'Good morning', state: 'final' as const, t0: 0, t1: 900 };
          await host.send(sayCaption(session.id, said));
          await late.page.locator('.stage-caption').filter({ hasText: 'Good morning' }).waitFor();
          for (const { page } of [early, late]) expect(await barriers(page)).toEqual([]);
          await photograph(early.page, 'video-360');
          await photograph(late.page, 'video-1280');

          const sound = late.page.getByRole('button', { name: 'Sound' });
          await sound.click();
          expect(await late.page.evaluate('document.querySelector("video").muted')).toBe(false);
          await late.page.getByRole('button', { name: 'Video' }).click();
          expect(await late.page.locator('video').count()).toBe(0);
          await late.page.getByRole('button', { name: 'Video' }).click();
          await plays(late.page);

          await publisher.end('SIGTERM');
          await late.page.locator('video').waitFor({ state: 'detached' });
          await early.page.locator('video').waitFor({ state: 'detached' });
          expect(late.complaints).toEqual([]);
        });
      },
      60_000,
    );

    tell('plays by itself in a browser that no script can feed', async (house) => {
      await onAir(house, async () => {
        const host = await aPerson(house);
        const session = await aLiveSession(host);
        publish((await host.send(renewStreamKey(session.id))).key);
        await listed(session.id);
        const { page, complaints } = await aVisit(browser, 360);
        await page.addInitScript('delete window.MediaSource');
        await page.goto(`${house.url}/s/${session.slug}`);
        await plays(page);
        expect(await page.evaluate('document.querySelector("video").currentSrc')).toBe(playlistOf(session.id));
        expect(complaints).toEqual([]);
      });
    });

    tell('is published with what the studio shows its host', async (house) => {
      await onAir(house, async () => {
        const email = `host-${crypto.randomUUID()}@example.test`;
        const host = await aPerson(house, { email });
        const session = await aLiveSession(host);
        const seat = await (await aViewer(house)).join(session.id, 'en');
        const { page, complaints } = await aVisit(browser, 390);
        await page.goto(`${house.url}/studio`);
        await page.getByLabel('E-mail').fill(email);
        await page.getByLabel('Password').fill(password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByRole('button', { name: 'Get a new stream key' }).click();
        const key = await page.getByLabel('Stream key').inputValue();
        expect(await page.getByLabel('Publish to').inputValue()).toBe(media.publishUrl);
        expect(await barriers(page)).toEqual([]);
        await photograph(page, 'studio-video-390');
        publish(key);
        await seat.until('the video is on', ({ room }) => room?.video.value !== null);
        expect(complaints).toEqual([]);
      });
    });
  },
  () => ({
    VIDEO_HLS_URL: media.playlists,
    VIDEO_PUBLISH_URL: media.publishUrl,
    VIDEO_HOOK_SECRET: secret,
    VIDEO_SILENCE_SECONDS: '3',
  }),
);
