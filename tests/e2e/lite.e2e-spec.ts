import { afterAll, beforeAll, expect } from '@jest/globals';
import { sayCaption } from '#libs/client';
import type { MessageKey } from '#libs/pages';
import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core';
import { z } from 'zod';
import { aShow, aViewer } from '../support/builders.js';
import { openBrowser, photograph } from '../support/browser.js';
import { demoCues, demoTranslation } from '../support/demo-show.js';
import { eventually } from '../support/eventually.js';
import { Line } from '../support/line.js';
import { storiesIn } from '../support/story.js';
import { wordsIn } from '../support/words.js';

const word = wordsIn('sw');

let browser: Browser;
let line: Line;
beforeAll(async () => {
  [browser, line] = await Promise.all([openBrowser(), Line.to('ws://127.0.0.1:1')]);
}, 60_000);
afterAll(async () => {
  line?.leave();
  await browser?.close();
});

/** Somebody who reads Swahili on a phone, what the browser complained about, and all that it loaded. */
async function aReader(over: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'sw', ...over });
  const page = await context.newPage();
  const complaints: string[] = [];
  const loaded: Response[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // a line that is cut, and a form that is answered with what is wrong in it, are part of the story
    if (message.type() === 'error' && !/ERR_|status of 422/.test(message.text())) complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (!response.url().includes('/events')) loaded.push(response);
  });
  return { context, page, complaints, loaded };
}

const press = (page: Page, key: MessageKey) => page.getByRole('button', { name: word(key) }).click();
const linesOf = (page: Page, list: string) => page.locator(`${list} > li > p`).allTextContents();
const spoken = (text: string, n: number) => ({
  segment: crypto.randomUUID(),
  lang: 'en',
  text,
  state: 'final' as const,
  t0: n * 1000,
  t1: n * 1000 + 900,
});

storiesIn(
  ['standalone', 'scaled'],
  'a page of text',
  (tell, mode) => {
    tell(
      'is small, however much is said on it',
      async (house) => {
        line.leadTo(house.realtimeUrls[0]);
        const { host, session } = await aShow(house);
        const viewer = await (await aViewer(house)).join(session.id, 'en');
        const said = demoCues().map(({ text }) => text);
        for (const n of Array.from({ length: 10 }).keys())
          await host.send(sayCaption(session.id, spoken(said[n] ?? '', n)));
        for (const n of Array.from({ length: 15 }).keys()) await viewer.say(`${said[n]} Is that so?`, 'en');
        const { page, loaded } = await aReader({ locale: 'en' });
        await page.goto(`${house.url}/s/${session.slug}/lite`);
        expect(await page.locator('li[id]').count()).toBeGreaterThanOrEqual(8 + 15);
        const sizes = await Promise.all(
          loaded.map(async (response) => ({
            plain: (await response.body()).length,
            sent: (await response.request().sizes()).responseBodySize,
          })),
        );
        const sum = (of: 'plain' | 'sent') => sizes.reduce((total, size) => total + size[of], 0);
        process.stdout.write(`first load of a busy page: ${sum('plain')} bytes, ${sum('sent')} as they are sent\n`);
        expect(sizes.length).toBeGreaterThanOrEqual(3);
        expect(sum('sent')).toBeLessThan(15_000);

        // what is still being spoken is seen as it grows, and stands in its place when it is complete
        const now = page.locator('#now');
        const sentence = { ...spoken('The harvest begins in March.', 11) };
        const half = { ...sentence, state: 'partial' as const, text: 'The harvest begins' };
        await host.send(sayCaption(session.id, half));
        await now.filter({ hasText: half.text }).waitFor();
        await host.send(sayCaption(session.id, sentence));
        await page.locator('#captions > li').filter({ hasText: sentence.text }).waitFor();
        expect(await now.textContent()).toBe('');
      },
      60_000,
    );

    tell(
      'is read, chatted and bought on without JavaScript, and lives where there is some',
      async (house) => {
        line.leadTo(house.realtimeUrls[0]);
        const { host, session } = await aShow(house, { offer: { maxPerBuyer: 3 } });
        const path = `/sessions/${session.id}/shipping`;
        await host.send({ method: 'PUT', path, body: { addressNeeded: true }, answer: z.unknown() });
        const address = `${house.url}/s/${session.slug}/lite`;
        const said = demoCues().map(({ text }) => text);
        const inSwahili = said.map((text) => demoTranslation(text, 'sw'));
        const say = (n: number) => host.send(sayCaption(session.id, spoken(said[n] ?? '', n)));

        // who has no line open is an audience all the same
        const still = await aReader({ javaScriptEnabled: false });
        await still.page.goto(`${house.url}/s/${session.slug}`);
        await still.page.getByRole('link').click();
        await still.page.waitForURL(address);
        expect(await still.page.locator('html').getAttribute('lang')).toBe('sw');
        await say(0);
        await eventually('the caption is there in Swahili', async () => {
          await still.page.getByRole('link', { name: word('refresh') }).click();
          return (await linesOf(still.page, '#captions')).includes(inSwahili[0] ?? '');
        });

        const original = still.page.locator('#captions details').first();
        expect(await original.getByText(said[0] ?? '').isVisible()).toBe(false);
        await original.locator('summary').click();
        await original.getByText(said[0] ?? '').waitFor();

        const live = await aReader();
        await live.page.goto(address);
        await live.page.locator('#captions li').first().waitFor();

        await still.page.locator('[name=displayName]').fill('Neema');
        await press(still.page, 'join');
        const cookies = await still.context.cookies(address);
        expect(cookies.find(({ name }) => name === 'silkcast_viewer')).toMatchObject({
          httpOnly: true,
          sameSite: 'Lax',
          path: '/s/',
        });
        await still.page.locator('[name=text]').fill('<img src=x onerror=alert(1)> Habari!');
        await press(still.page, 'send');
        expect(await linesOf(still.page, '#messages')).toEqual(['<img src=x onerror=alert(1)> Habari!']);
        await live.page.getByText('<img src=x onerror=alert(1)> Habari!').waitFor();

        // a stream that is cut brings what was said meanwhile, and nothing twice
        await say(1);
        const second = live.page.locator('#captions > li').filter({ hasText: inSwahili[1] ?? '' });
        await second.locator('summary').click();
        await second.getByText(said[1] ?? '').waitFor();
        line.cut();
        await say(2);
        line.leadTo(house.realtimeUrls[0]);
        await live.page.getByText(inSwahili[2] ?? '').waitFor();
        expect(await linesOf(live.page, '#captions')).toEqual(inSwahili.slice(0, 3));
        expect(await linesOf(live.page, '#messages')).toHaveLength(1);

        await still.page.locator('[name=qty]').fill('2');
        await press(still.page, 'claim');
        await still.page.locator('#note.good').waitFor();
        expect(await still.page.locator('.held time').textContent()).toMatch(/\d:\d\d/);
        await live.page.getByText('18').waitFor();
        await photograph(still.page, `lite-held-360-${mode}`);

        await still.page.locator('.held .button').click();
        const order = still.page.getByRole('button', { name: word('orderToPay') });
        await order.click();
        expect(await still.page.getByText(word('invalid.missing')).count()).toBe(4);
        await photograph(still.page, `lite-faults-360-${mode}`);
        await still.page.locator('[name=name]').fill('Neema Hassan');
        await still.page.locator('[name=street]').fill('Bibi Titi 4');
        await still.page.locator('[name=city]').fill('Dar es Salaam');
        await still.page.locator('[name=phone]').fill('+255 712 345 678');
        await still.page.locator('[name=country]').selectOption('TZ');
        await order.click();
        await still.page.getByText(word('sandboxNotice')).waitFor();
        await press(still.page, 'pay');
        await still.page.getByText(word('orderConfirmed')).waitFor();
        await photograph(still.page, `lite-paid-360-${mode}`);
        await still.page.locator('.button').click();
        await still.page.getByText(word('yourOrders')).waitFor();
        await still.page.locator('#mine article a').click();
        await still.page.locator('summary').click();
        await still.page.locator('[name=reason]').fill('Nimeagiza mara mbili.');
        await press(still.page, 'ask');
        await still.page.getByText(word('request.requested')).waitFor();
        await photograph(still.page, `lite-order-360-${mode}`);

        // with a script the same forms are sent in place
        await live.page.locator('[name=displayName]').fill('Juma');
        await live.page.locator('[name=displayName]').press('Enter');
        await live.page.locator('[name=text]').fill('sold A1');
        await live.page.locator('[name=text]').press('Enter');
        await live.page.locator('.held time').waitFor();
        await photograph(live.page, `lite-live-360-${mode}`);
        expect([...still.complaints, ...live.complaints]).toEqual([]);
      },
      90_000,
    );
  },
  () => ({ REALTIME_PUBLIC_URL: line.url }),
);
