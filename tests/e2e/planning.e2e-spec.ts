import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { barriers } from '../support/accessible.js';
import { aVisit, openBrowser, photograph } from '../support/browser.js';
import { aListing, anExporter, aPerson, aSession, password } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { storiesIn } from '../support/story.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const codesIn = (list: Locator) => list.locator('.code').allTextContents();
const inOrder = (list: Locator, ...codes: string[]) =>
  eventually(`${codes.join(', ')} are shown in this order`, async () => {
    return (await codesIn(list)).join() === codes.join();
  });

storiesIn(['standalone'], 'a host who plans', (tell) => {
  tell(
    'schedules a session, puts its items in order by keys and by hand, rehearses and goes live; a viewer sees the order',
    async (house) => {
      const mark = Date.now().toString(36);
      const email = `planner-${mark}@example.test`;
      const host = await aPerson(house, { email });
      const desk = await anExporter(house, host);
      for (const name of ['Honey', 'Green tea', 'Coffee'])
        await aListing(desk, {
          texts: {
            en: { title: `${name} ${mark}`, description: 'From the hills.' },
            es: { title: `${name} ${mark} (es)`, description: 'De las colinas.' },
          },
        });

      const { page, complaints } = await aVisit(browser, 1280);
      await page.goto(`${house.url}/studio#plan`);
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(password);
      await press(page, 'Sign in');
      await page.getByLabel('Title', { exact: true }).fill(`Market day ${mark}`);
      await page.getByLabel('Begins').fill('2031-05-06T07:30');
      await page.getByLabel('Add a language').selectOption('es');
      await press(page, 'Schedule');
      await page.getByRole('heading', { level: 1, name: `Market day ${mark}` }).waitFor();

      await page.getByLabel('Search listings').fill(mark);
      const lineUp = page.locator('.plan-line-up');
      for (const name of ['Honey', 'Green tea', 'Coffee']) {
        await press(page, `Add ${name} ${mark}`);
        await lineUp.getByText(`${name} ${mark}`).waitFor();
      }
      expect(await codesIn(lineUp)).toEqual(['A1', 'A2', 'A3']);

      const up = page.getByRole('button', { name: `Move Coffee ${mark} up` });
      await up.press('Enter');
      await page.getByText(`Coffee ${mark} is now 2 of 3`).waitFor();
      await inOrder(lineUp, 'A1', 'A3', 'A2');
      expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe(`Move Coffee ${mark} up`);
      await up.press('Alt+ArrowUp');
      await page.getByText(`Coffee ${mark} is now 1 of 3`).waitFor();

      await drag(page, lineUp.locator('.plan-grip').nth(2), lineUp.locator('li').nth(1));
      await page.getByText(`Green tea ${mark} is now 2 of 3`).waitFor();
      await press(page, 'Change the code A2');
      await page.getByLabel('Code', { exact: true }).first().fill('t7');
      await press(page, 'Save');
      await inOrder(lineUp, 'A3', 'T7', 'A1');

      await page.getByLabel('A word or two').fill('karibu kikapuni');
      await page.getByLabel('A word or two').press('Enter');
      await page.locator('.chip').getByText('karibu kikapuni').waitFor();
      await page.getByLabel('Your script').fill(`Try our Green tea ${mark}. We have 1,200 boxes.`);
      await press(page, 'Look at it');
      await page.locator('mark').getByText(`Green tea ${mark}`).waitFor();
      await page.getByText('thousands or a fraction?').waitFor();
      await photograph(page, 'plan-desk');
      expect(await barriers(page)).toEqual([]);

      await press(page, 'Change');
      await page.getByLabel('Title', { exact: true }).fill(`Harvest day ${mark}`);
      await press(page, 'Save');
      await page.getByRole('heading', { level: 1, name: `Harvest day ${mark}` }).waitFor();
      const viewer = await aVisit(browser, 360);
      await viewer.page.goto(house.url);
      await viewer.page.getByRole('link', { name: new RegExp(`Harvest day ${mark}`) }).click();
      await viewer.page.getByText('Everything in this session').click();
      const shown = viewer.page.locator('.line-up-shown-list');
      await inOrder(shown, 'A3', 'T7', 'A1');

      await page.getByRole('link', { name: 'Live now' }).click();
      await press(page, 'Go live');
      await inOrder(page.locator('.line-up'), 'A3', 'T7', 'A1');
      await viewer.page.locator('.badge-live').first().waitFor();
      await page.goto(`${house.url}/studio#plan`);
      await page.getByRole('button', { name: `Move Honey ${mark} up` }).click();
      await inOrder(shown, 'A3', 'A1', 'T7');
      await photograph(viewer.page, 'plan-viewer');
      expect([...complaints, ...viewer.complaints]).toEqual([]);
    },
    120_000,
  );

  tell(
    'calls a session off: nobody is told any more that it comes',
    async (house) => {
      const mark = Date.now().toString(36);
      const email = `caller-${mark}@example.test`;
      const host = await aPerson(house, { email });
      await aSession(host, { title: `Sunny day ${mark}` });
      const { page } = await aVisit(browser, 360);
      await page.goto(`${house.url}/studio#plan`);
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(password);
      await press(page, 'Sign in');
      await press(page, 'New session');
      await page.getByLabel('Title', { exact: true }).fill(`Rainy day ${mark}`);
      await press(page, 'Schedule');
      await page.getByRole('heading', { level: 1, name: `Rainy day ${mark}` }).waitFor();
      await photograph(page, 'plan-phone');
      const viewer = await aVisit(browser, 360);
      await viewer.page.goto(`${house.url}/s/rainy-day-${mark}`);
      await viewer.page
        .getByText(/starts/)
        .first()
        .waitFor();
      await press(page, 'Call off');
      await press(page, 'Yes, call it off for good');
      await page.locator('.badge-cancelled').first().waitFor();
      await viewer.page.locator('.badge-cancelled').first().waitFor();
      await viewer.page.goto(house.url);
      await viewer.page.getByText(`Sunny day ${mark}`).waitFor();
      expect(await viewer.page.getByText(`Rainy day ${mark}`).count()).toBe(0);
    },
    60_000,
  );
});

/** As a hand does it: presses, moves in steps, lets go. */
async function drag(page: Page, grip: Locator, onto: Locator): Promise<void> {
  // at the edge of the window the page would follow
  await onto.evaluate((row) => row.scrollIntoView({ block: 'center' }));
  const [from, to] = [await grip.boundingBox(), await onto.boundingBox()];
  if (from === null || to === null) throw new Error('nothing to drag');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, to.y + to.height / 3, { steps: 8 });
  await page.mouse.up();
}
