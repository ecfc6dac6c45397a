import { expect } from '@jest/globals';
import type { SessionSnapshot } from '#libs/contracts';
import type { MessageKey } from '#libs/pages';
import { browserStoriesIn } from '../support/browser-story.js';
import { aVisit, photograph } from '../support/browser.js';
import { demoCues, demoTranslation } from '../support/demo-show.js';
import { eventually } from '../support/eventually.js';
import { wordsIn } from '../support/words.js';

const [en, es] = [wordsIn('en'), wordsIn('es')];
/** A label in English or Spanish, where it stands for `{…}` anything. */
const label = (key: MessageKey) =>
  new RegExp([en(key), es(key)].map((text) => text.replaceAll(/\{\w+\}/g, '.+')).join('|'));

browserStoriesIn(
  ['standalone'],
  'a person with a browser',
  (tell) => {
    tell('reads the language that was chosen while the page was still on its way', async (house, browser) => {
      const { page, complaints } = await aVisit(browser, 360);
      let answer = () => {};
      const held = new Promise<void>((resolve) => (answer = resolve));
      await page.route('**/v1/config', (route) => held.then(() => route.continue()));
      const asked = page.waitForRequest('**/v1/config');
      await page.goto(`${house.url}/s/rwanda-tea-and-coffee`);
      await asked;
      await page.getByRole('combobox', { name: label('readIn') }).selectOption('es');
      answer();
      await page.locator('.stage-caption[lang=es]').waitFor();
      expect(complaints).toEqual([]);
    });

    tell('is counted in the country that they told, and asked no second time', async (house, browser) => {
      const { page, complaints } = await aVisit(browser, 360);
      const counted = async () => {
        const answer = await fetch(`${house.url}/v1/sessions/rwanda-tea-and-coffee`);
        return ((await answer.json()) as SessionSnapshot).audience.byCountry['MU'] ?? 0;
      };
      const country = page.getByRole('combobox', { name: label('yourCountry') });
      await page.goto(`${house.url}/s/rwanda-tea-and-coffee`);
      await page.getByText(label('dutiesExtra')).waitFor();
      await country.selectOption('MU');
      await eventually('one viewer from Mauritius', async () => (await counted()) === 1);
      await page.reload();
      await eventually('still one', async () => (await counted()) === 1);
      expect(await country.inputValue()).toBe('MU');
      await photograph(page, 'country-360');
      // goods that come from where somebody is cross no border
      await country.selectOption('RW');
      await page.getByText(label('dutiesExtra')).waitFor({ state: 'detached' });
      await country.selectOption('');
      await eventually('nobody from Mauritius', async () => (await counted()) === 0);
      expect(complaints).toEqual([]);
    });

    tell(
      'reads the host in Spanish, talks, buys two tins by writing so, pays, and the exporter sees the order',
      async (house, browser) => {
        const [buyer, reader] = [await aVisit(browser, 360), await aVisit(browser, 1280)];
        const { page } = buyer;
        await page.goto(`${house.url}/`);
        await page
          .getByRole('link', { name: /Rwandan tea and coffee/ })
          .first()
          .click();
        await page.getByRole('combobox', { name: label('readIn') }).selectOption('es');
        const spanish = demoCues().map(({ text }) => demoTranslation(text, 'es'));
        const caption = page.locator('.stage-caption[lang=es]');
        await caption.waitFor();
        expect(spanish).toContain(await caption.textContent());

        await reader.page.goto(`${house.url}/s/rwanda-tea-and-coffee`);
        const write = page.getByRole('textbox', { name: label('write') });
        const send = page.getByRole('button', { name: label('send') });
        await write.fill('¿Hay alguien ahí?');
        await send.click();
        const asked = reader.page.locator('.line').filter({ hasText: '¿Hay alguien ahí?' });
        await asked.getByRole('button', { name: label('reply') }).click();
        await reader.page.keyboard.type('Everybody is here.');
        await reader.page.keyboard.press('Enter');
        const answer = page.locator('.line').filter({ has: page.locator('.asked', { hasText: '¿Hay alguien ahí?' }) });
        await answer.waitFor();
        await reader.page.locator('.answering').waitFor({ state: 'detached' });

        await write.fill('vendido A1 x2');
        await write.press('Enter');
        const countdown = page.getByRole('timer');
        await countdown.waitFor();
        const left = await countdown.textContent();
        expect(left).toMatch(/^(?:10:00|9:[0-5]\d)$/);
        await eventually('the countdown goes on', async () => (await countdown.textContent()) !== left);
        await photograph(page, 'held-360');
        await photograph(reader.page, 'watch-1280');

        await page.getByRole('link', { name: label('payNow') }).click();
        await page.waitForURL(/\/pay\/order\//);
        const order = page.getByRole('button', { name: label('orderToPay') });
        await order.waitFor();
        await photograph(page, 'checkout-360');
        await order.click();
        await page.waitForURL(/\/pay\/[0-9a-f]/);
        await page.locator('.button-buy').click();
        await page.waitForURL(/\/s\/rwanda-tea-and-coffee/);
        const confirmed = page.getByRole('status').filter({ hasText: label('orderConfirmed') });
        await confirmed.waitFor();
        const number = /[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}/.exec((await confirmed.textContent()) ?? '')?.[0];
        expect(number).toBeDefined();
        expect(await page.getByRole('timer').count()).toBe(0);
        await photograph(page, 'confirmed-360');

        const [, email = '', password = ''] = /exporter +\S+\/console +(nyungwe\S+) +(\S+)/.exec(house.output) ?? [];
        await reader.page.goto(`${house.url}/console`);
        await reader.page.getByLabel(label('email')).fill(email);
        await reader.page.getByLabel(label('password')).fill(password);
        await reader.page.getByRole('button', { name: label('signIn') }).click();
        const row = reader.page.getByRole('listitem').filter({ hasText: number ?? 'no number' });
        await row.getByText(label('stage.to-ship')).waitFor();
        await photograph(reader.page, 'console-1280');
        expect([buyer.complaints, reader.complaints]).toEqual([[], []]);
      },
    );
  },
  { DEMO: 'on' },
);
