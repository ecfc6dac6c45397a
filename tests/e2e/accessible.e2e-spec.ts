import { afterAll, beforeAll, expect } from '@jest/globals';
import { openOfferFor, sayCaption } from '#libs/client';
import type { Browser, Page } from 'playwright-core';
import { barriers } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import {
  aListing,
  aLiveSession,
  anExporter,
  aPerson,
  aShow,
  aViewer,
  inLineUp,
  password,
} from '../support/builders.js';
import { storiesIn } from '../support/story.js';

/** A story with a browser in it, on a machine that does other things too. */
const minuteMs = 60_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** Without motion, so that no colour is looked at on its way to another. */
async function aVisitor() {
  const context = await browser.newContext({
    viewport: { width: 390, height: 800 },
    locale: 'en',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

/** Looks at the page by day and by night. */
async function look(page: Page, name: string): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const there = await barriers(page);
    if (there.length > 0) found[`${name}, ${colorScheme}`] = there;
  }
  return found;
}
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

storiesIn(['standalone'], 'who does not see, or sees little,', (tell) => {
  tell(
    'meets no barrier on the way from a caption to a paid order',
    async (house) => {
      const { host, session } = await aShow(house);
      const other = await (await aViewer(house)).join(session.id, 'en');
      const segment = crypto.randomUUID();
      await host.send(sayCaption(session.id, { segment, lang: 'en', text: 'Tea.', state: 'final', t0: 0, t1: 900 }));
      await other.say('Do you ship to Peru?', 'en');
      const page = await aVisitor();
      await page.goto(house.url);
      await page.getByText(session.title).first().waitFor();
      const home = await look(page, 'home');
      await page.goto(`${house.url}/s/${session.slug}`);
      await page.getByText('Do you ship to Peru?').first().waitFor();
      await press(page, 'Reserve');
      await page.locator('.hold-pay').waitFor();
      const watch = await look(page, 'watch');
      await page.locator('.hold-pay').click();
      const order = page.getByRole('button', { name: 'Order with obligation to pay' });
      await order.waitFor();
      await page.locator('summary').click();
      const checkout = await look(page, 'checkout');
      await order.click();
      await page.waitForURL(/\/pay\/[0-9a-f]/);
      await page.locator('.button-buy').waitFor();
      expect({ ...home, ...watch, ...checkout, ...(await look(page, 'payment')) }).toEqual({});
    },
    minuteMs,
  );

  tell(
    'meets none on the pages of text',
    async (house) => {
      const { host, session } = await aShow(house);
      const segment = crypto.randomUUID();
      await host.send(sayCaption(session.id, { segment, lang: 'en', text: 'Tea.', state: 'final', t0: 0, t1: 900 }));
      const page = await aVisitor();
      await page.goto(`${house.url}/s/${session.slug}/lite?lang=ar`);
      const stranger = await look(page, 'stranger');
      await page.goto(`${house.url}/s/${session.slug}/lite?lang=en`);
      await page.locator('[name=displayName]').fill('Amina');
      await press(page, 'Join');
      await page.locator('[name=text]').fill('sold A1');
      await press(page, 'Send');
      await page.locator('.held').waitFor();
      const buyer = await look(page, 'buyer');
      await page.locator('.held .button').click();
      await page.locator('summary').click();
      const order = await look(page, 'order');
      await press(page, 'Order with obligation to pay');
      await page.getByText('This is a sandbox').waitFor();
      const payment = await look(page, 'payment');
      await page.goto(`${house.url}/s/no-such-session/lite`);
      expect({ ...stranger, ...buyer, ...order, ...payment, ...(await look(page, 'problem')) }).toEqual({});
    },
    minuteMs,
  );

  tell(
    'meets none where goods are shown and sold',
    async (house) => {
      const email = `staff-${process.pid}@example.test`;
      const staff = await aPerson(house, { email });
      const desk = await anExporter(house, staff);
      const [session, listing] = await Promise.all([aLiveSession(staff), aListing(desk)]);
      await inLineUp(staff, session, 'A1', listing);
      const [offer, buyer] = await Promise.all([
        staff.send(openOfferFor(session.id, { code: 'A1' })),
        (await aViewer(house)).join(session.id, 'sw'),
      ]);
      await buyer.command('claim.place', { code: offer.code, key: 'for-the-console' });
      const page = await aVisitor();
      const found: Record<string, string[]> = {};
      for (const [place, shown] of Object.entries({ studio: session.title, console: 'Orders' })) {
        await page.goto(`${house.url}/${place}`);
        const door = page.getByLabel('E-mail');
        if (place === 'studio') {
          await door.fill(email);
          Object.assign(found, await look(page, 'the door'));
          await page.getByLabel('Password').fill(password);
          await press(page, 'Sign in');
        }
        await page.getByText(shown).first().waitFor();
        Object.assign(found, await look(page, place));
      }
      expect(found).toEqual({});
    },
    minuteMs,
  );
});
