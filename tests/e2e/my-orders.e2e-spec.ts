import { afterAll, beforeAll, expect } from '@jest/globals';
import { answerRequest, markShipment } from '#libs/client';
import { Order, pageOf } from '#libs/contracts';
import type { Browser, Page } from 'playwright-core';
import { barriers } from '../support/accessible.js';
import { aVisit, openBrowser, photograph } from '../support/browser.js';
import { aShow, type ExporterDesk } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { storiesIn } from '../support/story.js';

/** A story with a browser in it, on a machine that does other things too. */
const minuteMs = 60_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const onlyOrder = async ({ owner, exporter }: ExporterDesk): Promise<Order> => {
  const { items } = await owner.send({ path: `/exporters/${exporter.id}/orders`, answer: pageOf(Order) });
  return items[0] as Order;
};

async function buy(page: Page): Promise<void> {
  await press(page, 'Reserve');
  await page.locator('.hold-pay').click();
  await press(page, 'Order with obligation to pay');
  await page.waitForURL(/\/pay\/[0-9a-f]/);
  await page.locator('.button-buy').click();
  await page.waitForURL(/\/s\//);
  await press(page, 'Your orders');
}

storiesIn(['standalone'], 'a buyer with an order', (tell) => {
  tell(
    'sees how far it has come, and sends it back',
    async (house) => {
      const { session, desk } = await aShow(house);
      const { page, complaints } = await aVisit(browser, 360);
      await page.goto(`${house.url}/s/${session.slug}`);
      await buy(page);
      const order = await onlyOrder(desk);
      const done = page.locator('.path-done');
      expect(await done.allTextContents()).toEqual([expect.stringMatching(/^Confirmed/)]);
      const tracking = { carrier: 'Posta', number: 'RR123456785RW', url: 'https://post.example.org/RR123456785RW' };
      await desk.owner.send(markShipment(order.id, 'shipped', tracking));
      await page.locator('.path-done').nth(1).waitFor();
      expect(await page.getByRole('link', { name: 'Posta' }).getAttribute('href')).toBe(tracking.url);
      await desk.owner.send(markShipment(order.id, 'delivered'));
      await page.locator('.path-done').nth(2).waitFor();
      expect((await done.allTextContents()).map((step) => /^\D+(?=[A-Z][a-z]{2} )/.exec(step)?.[0])).toEqual([
        'Confirmed',
        'On its way',
        'Delivered',
      ]);
      await press(page, 'Send something back');
      await page.getByLabel('Why? The exporter reads this.').fill('The tin is dented.');
      await photograph(page, 'my-order-ask-360');
      expect(await barriers(page)).toEqual([]);
      // nothing says where it goes: no law gives a right to withdraw, and the exporter's goodwill is asked instead
      await page.getByRole('radio', { name: 'Withdrawal' }).check();
      await press(page, 'Ask');
      await page.getByText('the law gives no right').waitFor();
      await page.getByRole('radio', { name: 'Return' }).check();
      await press(page, 'Ask');
      await page.locator('.request-requested').waitFor();
      const asked = await onlyOrder(desk);
      expect(asked.requests).toMatchObject([{ kind: 'return', reason: 'The tin is dented.' }]);
      await desk.owner.send(answerRequest(order.id, asked.requests[0]?.id ?? '', 'Tins dent.'));
      await page.getByText('Tins dent.').waitFor();
      await photograph(page, 'my-order-refused-360');
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ colorScheme: 'dark' });
      await photograph(page, 'my-order-refused-1280-dark');
      expect(complaints.filter((complaint) => !complaint.includes('409'))).toEqual([]);
    },
    minuteMs,
  );

  tell(
    'asks for a cancellation of what is paid, with the keyboard alone',
    async (house) => {
      const { session, desk } = await aShow(house);
      const { page } = await aVisit(browser, 390);
      await page.goto(`${house.url}/s/${session.slug}`);
      await buy(page);
      await page.getByRole('button', { name: 'Cancel the order' }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Ordered twice.');
      await page.keyboard.press('Enter');
      await page.locator('.request-requested').waitFor();
      const order = await onlyOrder(desk);
      await desk.owner.send(answerRequest(order.id, order.requests[0]?.id ?? ''));
      await page.getByText(/^(?:Cancelled|Returned)/).waitFor();
      await eventually('the order is called off', async () => (await onlyOrder(desk)).state === 'cancelled');
    },
    minuteMs,
  );
});
