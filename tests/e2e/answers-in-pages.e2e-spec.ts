import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { chatLines } from '#libs/client';
import { WillingEngine } from '../../libs/translation/testing/willing-engine.js';
import { aLiveSession, aPerson, aViewer } from '../support/builders.js';
import { aVisit, openBrowser, photograph } from '../support/browser.js';
import { storiesIn } from '../support/story.js';

let browser: Browser;
let engine: WillingEngine;
beforeAll(async () => {
  [browser, engine] = await Promise.all([openBrowser(), WillingEngine.start()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([browser?.close(), engine?.close()]);
});

storiesIn(
  ['standalone'],
  'the chat of the watch page',
  (tell) => {
    tell(
      'shows an answer of the host with what was asked, in the language of the reader, and leads there',
      async (house) => {
        const host = await aPerson(house, { displayName: 'Aline Uwase' });
        const session = await aLiveSession(host);
        const speaker = await host.join(session.id, 'en');
        const asker = await (await aViewer(house, { lang: 'es' })).join(session.id, 'es');
        await speaker.until('the asker is counted', ({ audience }) => audience.byLanguage['es'] === 1);
        const { message } = await asker.say('¿Hay té?', 'es');
        await speaker.until('the question in English', ({ chat }) =>
          chatLines(chat, 'en').find(({ translation }) => translation !== null),
        );
        for (let remark = 1; remark <= 12; remark++) await asker.say(`Palabra ${remark}.`, 'es');
        await speaker.command('chat.send', { key: crypto.randomUUID(), text: 'Plenty.', lang: 'en', replyTo: message });

        const [english, spanish] = [await aVisit(browser, 360), await aVisit(browser, 1280)];
        for (const { page } of [english, spanish]) await page.goto(`${house.url}/s/${session.slug}`);
        await spanish.page.getByRole('combobox', { name: 'Read in' }).selectOption('es');
        for (const [{ page }, answer, answers, question] of [
          [english, 'Plenty.', 'Answers Amina', 'en[¿Hay té?]'],
          [spanish, 'es[Plenty.]', 'Responde a Amina', '¿Hay té?'],
        ] as const) {
          const line = page.getByRole('listitem').filter({ hasText: answer });
          const asked = line.getByRole('link', { name: answers });
          await asked.getByText(question, { exact: true }).waitFor();
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            await photograph(page, `answer-${page.viewportSize()?.width}-${colorScheme}`);
          }
          const target = page.locator('.line:target');
          expect(await target.count()).toBe(0);
          await asked.click();
          await target.getByText(question, { exact: true }).waitFor();
          const [list, there] = [await page.locator('.chat .sticky-list').boundingBox(), await target.boundingBox()];
          expect(there?.y).toBeGreaterThanOrEqual(list?.y ?? Infinity);
          await photograph(page, `asked-${page.viewportSize()?.width}`);
        }
        expect([english.complaints, spanish.complaints]).toEqual([[], []]);
      },
    );
  },
  () => ({ LIBRETRANSLATE_URL: engine.url }),
);
