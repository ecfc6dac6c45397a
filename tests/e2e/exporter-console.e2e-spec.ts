import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect } from '@jest/globals';
import {
  decideSandboxPayment,
  exporterOrders,
  HttpClient,
  openOfferFor,
  order as orderOf,
  orderRefunds,
  payOrder,
  putShipping,
} from '#libs/client';
import { Webhook } from 'standardwebhooks';
import type { Browser, Page } from 'playwright-core';
import { barriers } from '../support/accessible.js';
import { aVisit, openBrowser, photograph, type Visit } from '../support/browser.js';
import {
  aListing,
  aLiveSession,
  anExporter,
  aPerson,
  aViewer,
  type ExporterDesk,
  inLineUp,
  password,
} from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import type { House } from '../support/house.js';
import { LocalServer, type Received } from '../support/local-server.js';
import type { Person } from '../support/person.js';
import { storiesIn } from '../support/story.js';

/** A story with a browser in it, on a machine that does other things too. */
const minuteMs = 60_000;
const shipping = {
  name: 'Amina',
  lines: ['KN 5 Rd 12'],
  city: 'Kigali',
  country: 'RW',
  phone: '+250788123456',
} as const;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const open = (page: Page, section: string) => page.locator('.sections').getByRole('link', { name: section }).click();

/** Somebody who sells, at the console. */
async function atTheConsole(house: House, width: number): Promise<Visit & { desk: ExporterDesk; owner: Person }> {
  const email = `console-${process.pid}-${width}@example.test`;
  const owner = await aPerson(house, { email });
  const desk = await anExporter(house, owner);
  const visit = await aVisit(browser, width);
  const { page } = visit;
  await page.goto(`${house.url}/console`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await press(page, 'Sign in');
  await page.locator('.sections').waitFor();
  return { ...visit, desk, owner };
}

/** Two tins, paid for, and where they go. */
async function aPaidOrder(house: House, { owner, exporter }: ExporterDesk) {
  const [session, listing] = await Promise.all([aLiveSession(owner), aListing({ owner, exporter } as ExporterDesk)]);
  await inLineUp(owner, session, 'A1', listing);
  await owner.send(openOfferFor(session.id, { code: 'A1' }));
  const amina = await aViewer(house);
  const seat = await amina.join(session.id, 'en');
  const { claim } = await seat.say('sold A1 x2', 'en');
  if (claim?.outcome !== 'HELD') throw new Error(`expected HELD, got ${claim?.outcome}`);
  const { orderId } = claim.hold;
  await amina.send(putShipping(orderId, { ...shipping, lines: [...shipping.lines] }));
  const payment = await amina.send(payOrder(orderId));
  await amina.send(decideSandboxPayment(payment.id, 'approve'));
  return { amina, orderId };
}

/** A picture by day, and one by night in another language, read from the other side. */
async function photographTwice(page: Page, name: string): Promise<void> {
  await photograph(page, `${name}-light`);
  const language = page.getByRole('combobox').first();
  await language.selectOption('ar');
  await page.emulateMedia({ colorScheme: 'dark' });
  await photograph(page, `${name}-ar-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await language.selectOption('en');
}

storiesIn(
  ['standalone'],
  'an exporter at the console',
  (tell) => {
    tell(
      'sees an order arrive, sends it, gives a part of the money back, and finds both in the statement',
      async (house) => {
        const { page, desk, owner, complaints } = await atTheConsole(house, 1280);
        await page.getByText('No orders yet').waitFor();
        const { amina, orderId } = await aPaidOrder(house, desk);
        const { number } = await amina.send(orderOf(orderId));
        const row = page.getByRole('listitem').filter({ hasText: number });
        await row.getByText('To ship').waitFor();
        expect(await barriers(page)).toEqual([]);
        await photographTwice(page, 'console-orders-1280');
        await page.getByLabel('Order number or buyer').fill('nobody of this name');
        await page.getByText('No order fits').waitFor();
        await page.getByLabel('Order number or buyer').fill(number.toLowerCase());
        await page.getByRole('link', { name: number }).click();

        await page.getByText('KN 5 Rd 12').waitFor();
        await press(page, 'Ship');
        await page.getByLabel('Carrier').fill('Posta Rwanda');
        await page.getByLabel('Tracking number').fill('RR123456785RW');
        await press(page, 'Mark as shipped');
        await page.locator('.path-done').nth(2).waitFor();
        expect(await amina.send(orderOf(orderId))).toMatchObject({
          shippedAt: expect.any(String),
          tracking: { carrier: 'Posta Rwanda', number: 'RR123456785RW' },
        });

        await press(page, 'Give money back');
        await page.getByLabel(/^Amount/).fill('5');
        await page.getByLabel('Why? The buyer reads this.').fill('One tin is dented.');
        await press(page, 'Give back $5.00');
        await page.locator('.refund-done').waitFor();
        expect((await amina.send(orderRefunds(orderId))).items).toMatchObject([
          { state: 'done', amount: { amount: 500 }, reason: 'One tin is dented.' },
        ]);
        await press(page, 'Mark as delivered');
        await page.locator('.path-done').nth(3).waitFor();
        const download = page.waitForEvent('download');
        await press(page, 'Download');
        const evidence = readFileSync(await (await download).path(), 'utf8');
        expect(JSON.parse(evidence)).toEqual({ jws: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
        expect(await barriers(page)).toEqual([]);
        await photographTwice(page, 'console-order-1280');
        await page.setViewportSize({ width: 360, height: 800 });
        await photographTwice(page, 'console-order-360');
        await page.setViewportSize({ width: 1280, height: 800 });
        expect((await owner.send(exporterOrders(desk.exporter.id, { stage: 'delivered' }))).items).toHaveLength(1);

        await open(page, 'Payouts');
        await page.getByRole('cell', { name: 'Refunds' }).waitFor();
        await page.getByRole('cell', { name: 'Sales' }).waitFor();
        const csv = page.waitForEvent('download');
        await press(page, 'Download CSV');
        const statement = readFileSync(await (await csv).path(), 'utf8');
        expect(statement).toContain(`${number},sale,USD,2900`);
        expect(statement).toContain(`${number},refund,USD,-500`);
        await photographTwice(page, 'console-payouts-1280');
        expect(complaints).toEqual([]);
      },
      minuteMs,
    );

    tell(
      'has the shop’s own system told, sees that it did not answer, and delivers again until it has everything',
      async (house) => {
        const received: Received[] = [];
        let status = 503;
        const receiver = await LocalServer.open((request) => {
          received.push(request);
          return { status };
        });
        try {
          const { page, complaints } = await atTheConsole(house, 360);
          await open(page, 'Webhooks');
          await press(page, 'New webhook');
          await page.getByLabel('Address of the receiver').fill('http://10.1.2.3/hook');
          await press(page, 'Create webhook');
          await page.getByText('The address has to be a public one.').waitFor();
          await page.getByLabel('Address of the receiver').fill(`${receiver.url}/hook`);
          await press(page, 'Create webhook');
          const secret = await page.getByRole('textbox', { name: 'Secret that verifies deliveries' }).inputValue();
          expect(await barriers(page)).toEqual([]);
          await photographTwice(page, 'console-webhooks-360');
          await press(page, 'Send a test');
          await page.getByText('Answered 503').waitFor();
          await page.getByText('Trying again').waitFor();
          await press(page, 'Deliver again');
          await eventually('it was called again', () => received.length === 2);
          await page.getByText('Answered 503').waitFor();
          status = 204;
          await press(page, 'Deliver a time again…');
          await press(page, 'Deliver them again');
          await page.getByText('1 delivery goes out again').waitFor();
          await page.locator('.state.delivery-delivered').waitFor();
          await press(page, 'Show payload');
          await page.locator('.payload').getByText('webhook.test').waitFor();
          await photographTwice(page, 'console-deliveries-360');
          expect(await barriers(page)).toEqual([]);
          expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
          const last = received.at(-1);
          expect(new Webhook(secret).verify(last?.body ?? '', last?.headers as Record<string, string>)).toMatchObject({
            type: 'webhook.test',
          });
          expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
        } finally {
          await receiver.close();
        }
      },
      minuteMs,
    );

    tell(
      'gives a system a key, and takes it away again',
      async (house) => {
        const { page, desk, complaints } = await atTheConsole(house, 390);
        await open(page, 'API keys');
        await page.getByLabel('Name of the system').fill('Warehouse');
        await press(page, 'Create key');
        const secret = await page.getByRole('textbox', { name: 'Warehouse' }).inputValue();
        await press(page, 'I have kept it');
        expect(await page.getByText(secret).count()).toBe(0);
        const system = new HttpClient(house.url);
        const orders = () => system.send(exporterOrders(desk.exporter.id), secret);
        expect((await orders()).items).toEqual([]);
        expect(await barriers(page)).toEqual([]);
        await photographTwice(page, 'console-keys-390');
        await page.reload();
        await page.getByText('last used').waitFor();
        await press(page, 'Revoke');
        await press(page, 'Revoke it for good');
        await page.getByText('No system has a key.').waitFor();
        await expect(orders()).rejects.toMatchObject({ code: 'account.unauthenticated' });
        expect(complaints).toEqual([]);
      },
      minuteMs,
    );
  },
  { WEBHOOK_NETWORKS: '127.0.0.1/32' },
);
