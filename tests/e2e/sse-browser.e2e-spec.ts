import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { aShow, aViewer } from '../support/builders.js';
import { aVisit, openBrowser } from '../support/browser.js';
import { Line } from '../support/line.js';
import { storiesIn } from '../support/story.js';

let browser: Browser;
let line: Line;
beforeAll(async () => {
  [browser, line] = await Promise.all([openBrowser(), Line.to('ws://127.0.0.1:1')]);
  line.refuseUpgrades();
}, 60_000);
afterAll(async () => {
  line?.leave();
  await browser?.close();
});

// Scaled, because there the realtime nodes are another origin: the browser asks them first, and our pages' policy too.
storiesIn(
  ['scaled'],
  'a page whose network lets no socket through',
  (tell) => {
    tell('shows the chat, carries what its viewer writes, and holds what they buy', async (house) => {
      line.leadTo(house.realtimeUrls[0]);
      const { session } = await aShow(house);
      const other = await (await aViewer(house)).join(session.id, 'en', 1);
      const { page, complaints } = await aVisit(browser, 1280);
      const stream = page.waitForResponse((response) => response.url().startsWith(line.url.replace('ws', 'http')));
      await page.goto(`${house.url}/s/${session.slug}`);
      expect((await stream).headers()['content-type']).toMatch(/^text\/event-stream/);

      await other.say('is anybody there?', 'en');
      await page.getByText('is anybody there?').first().waitFor();
      const write = page.getByRole('textbox', { name: /^Write in/ });
      await write.fill('I am');
      await write.press('Enter');
      await other.until('the answer', () => other.events('chat.message').some(({ text }) => text === 'I am'));
      await write.fill('sold A1');
      await write.press('Enter');
      await page.getByRole('timer').waitFor();
      expect(complaints.filter((complaint) => !complaint.includes('WebSocket'))).toEqual([]);
    });
  },
  () => ({ REALTIME_PUBLIC_URL: line.url }),
);
