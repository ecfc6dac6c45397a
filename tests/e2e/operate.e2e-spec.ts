import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { barriers } from '../support/accessible.js';
import { aProblem, call } from '../support/api.js';
import { aVisit, openBrowser, photograph } from '../support/browser.js';
import { aLiveSession, aPerson, aViewer, password } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { bothModes } from '../support/house.js';
import { aHopelessJob, anOperator } from '../support/operator.js';
import { storiesIn } from '../support/story.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

async function signIn(page: Page, url: string, who: { email: string; password: string }): Promise<void> {
  await page.goto(`${url}/operate`);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function look(page: Page, name: string): Promise<void> {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await photograph(page, `operate-${name}-${width}`);
  }
  expect({ name, barriers: await barriers(page) }).toEqual({ name, barriers: [] });
  await page.setViewportSize({ width: 1280, height: 800 });
}

storiesIn(bothModes, 'who operates a house, at its page,', (tell) => {
  tell(
    'sees who watches, what failed, what staff did and how the house is, and acts on it',
    async (house) => {
      const [host, amina, operator] = [
        await aPerson(house),
        await aViewer(house, { lang: 'sw' }),
        await anOperator(house),
      ];
      const session = await aLiveSession(host);
      const seat = await amina.join(session.id, 'sw', 1);
      await seat.until('it is counted', ({ audience }) => audience.viewers === 1);
      await host.send({
        method: 'PUT',
        path: `/sessions/${session.id}/bans/${(await aViewer(house)).account.id}`,
        body: {},
        answer: z.unknown(),
      });
      const job = crypto.randomUUID();
      await aHopelessJob(house, job, 'Amina likes the tea');

      const { page, complaints } = await aVisit(browser, 1280);
      await signIn(page, house.url, operator);
      const card = page.locator('.watched-row').filter({ hasText: session.title });
      await card.getByText('Swahili 1').waitFor();
      await page.getByText('failed job').first().waitFor();
      await look(page, 'sessions');

      await page.getByRole('link', { name: 'Queues', exact: true }).click();
      const failed = page.locator('.job-row').filter({ hasText: job });
      await failed.getByText('UnrecoverableError').waitFor();
      await look(page, 'queues');
      expect(await page.content()).not.toContain('likes the tea');
      const givenUp = () => failed.locator('time').getAttribute('datetime');
      const before = await givenUp();
      await failed.getByRole('button', { name: 'Try again' }).click();
      await eventually('it was tried again', async () => (await givenUp()) !== before, 20_000);

      await page.getByRole('link', { name: 'Metrics', exact: true }).click();
      await eventually(
        'plots have points',
        async () => Number(await page.locator('.plot-canvas').first().getAttribute('data-points')) > 1,
        20_000,
      );
      await eventually('all are drawn', async () => (await page.locator('.plot canvas').count()) === 9);
      expect(await page.locator('.process').count()).toBe(house.processes.length);
      await look(page, 'metrics');

      await page.getByRole('link', { name: 'Audit', exact: true }).click();
      const line = (what: string) => page.locator('.audit-row').filter({ hasText: what });
      await line('Banned').filter({ hasText: host.account.id }).waitFor();
      await line('Tried a failed job again').filter({ hasText: job }).waitFor();
      await line('Made somebody an operator').waitFor();
      await look(page, 'audit');

      await page.getByRole('link', { name: 'Sessions', exact: true }).click();
      await card.getByRole('button', { name: 'End this session' }).click();
      await card.getByLabel('Reason').selectOption('safety');
      await look(page, 'ending');
      await card.getByRole('button', { name: 'End it now' }).click();
      await seat.until('it is over', ({ room }) => room?.session.value.state === 'ended');
      await card.waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  tell('says to whoever is no operator that this is not for them', async (house) => {
    const email = `host-${crypto.randomUUID()}@example.test`;
    const host = await aPerson(house, { email });
    await aLiveSession(host, { title: 'A session of their own' });
    const { page, complaints } = await aVisit(browser, 360);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await signIn(page, house.url, { email, password });
    await page.getByRole('heading', { name: 'This page is for operators' }).waitFor();
    await photograph(page, 'operate-refused-360');
    expect(await barriers(page)).toEqual([]);
    expect(asked.filter((path) => path.startsWith('/v1/operate'))).toEqual([]);
    const answer = await call(house, '/v1/operate/sessions', { token: await host.me.token() });
    expect(answer).toMatchObject(aProblem(403, 'account.forbidden'));
    expect(complaints).toEqual([]);
  });
});
