import { afterAll, beforeAll, expect } from '@jest/globals';
import { openOfferFor, pinItem } from '#libs/client';
import type { Browser, Page } from 'playwright-core';
import { WillingEngine } from '../../libs/translation/testing/willing-engine.js';
import { barriers } from '../support/accessible.js';
import { aVisit, openBrowser, photograph } from '../support/browser.js';
import { aListing, aLiveSession, anExporter, aPerson, aViewer, inLineUp, password } from '../support/builders.js';
import type { House } from '../support/house.js';
import { storiesIn } from '../support/story.js';

const minuteMs = 60_000;

let browser: Browser;
let engine: WillingEngine;
beforeAll(async () => {
  [browser, engine] = await Promise.all([openBrowser(), WillingEngine.start()]);
}, minuteMs);
afterAll(() => Promise.all([browser?.close(), engine?.close()]));

/** A live session with two items, the first on offer with one unit, and its host at the desk. */
async function aDesk(house: House, width = 1280) {
  const email = `host-${crypto.randomUUID()}@example.test`;
  const host = await aPerson(house, { email });
  const session = await aLiveSession(host);
  const exporter = await anExporter(house, host);
  for (const code of ['A1', 'B2'])
    await inLineUp(host, session, code, await aListing(exporter, { onHand: code === 'A1' ? 1 : 5 }));
  await host.send(pinItem(session.id, 'A1'));
  const offer = await host.send(openOfferFor(session.id, { code: 'A1' }));
  const { page, complaints } = await aVisit(browser, width);
  await page.goto(`${house.url}/studio`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Claims', exact: true }).waitFor();
  return { host, session, offer, page, complaints };
}

const aBuyer = async (house: House, sessionId: string, displayName: string) => {
  const seat = await (await aViewer(house, { displayName })).join(sessionId, 'en');
  await seat.command('claim.place', { code: 'A1', key: crypto.randomUUID() });
  return seat;
};
const panel = (page: Page, heading: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });

storiesIn(
  ['standalone'],
  'the desk of a host who is live',
  (tell) => {
    tell(
      'shows who holds and who waits, and takes a hold back with a reason that its buyer reads',
      async (house) => {
        const { page, session, complaints } = await aDesk(house);
        const amina = await aBuyer(house, session.id, 'Amina');
        await aBuyer(house, session.id, 'Bosco');
        const claims = panel(page, 'Claims');
        const holder = claims.getByRole('listitem').filter({ hasText: 'Amina' });
        await holder.getByRole('timer').waitFor();
        await claims.getByRole('button', { name: 'Waiting' }).click();
        await claims.getByRole('listitem').filter({ hasText: 'Bosco' }).getByText('No. 2').waitFor();
        await claims.getByRole('button', { name: 'All claims' }).click();
        await claims.getByText('In line').waitFor();
        await claims.getByRole('button', { name: 'Holding' }).click();
        await holder.getByRole('button', { name: 'Cancel hold of Amina' }).click();
        await holder.getByLabel('Why? Amina reads it.').fill('The jar broke.');
        await holder.getByRole('button', { name: 'Cancel hold' }).click();
        await claims.getByRole('listitem').filter({ hasText: 'Bosco' }).waitFor();
        await amina.until('she reads why', () =>
          amina
            .events('hold.changed')
            .some(({ reason, hold }) => hold.state === 'RELEASED' && reason === 'The jar broke.'),
        );
        expect(await holder.count()).toBe(0);
        const sales = panel(page, 'Sales so far');
        // sold, held, waited for, left
        await sales.getByRole('row', { name: /^A1 .* 0 1 0 0$/ }).waitFor();
        expect(complaints).toEqual([]);
      },
      minuteMs,
    );

    tell(
      'corrects what was misheard, in the spoken language and in a translation, before the eyes of viewers',
      async (house) => {
        const { page, session, complaints } = await aDesk(house);
        const reader = await aVisit(browser, 390);
        await reader.page.goto(`${house.url}/s/${session.slug}`);
        const swahili = await (await aViewer(house, { lang: 'sw' })).join(session.id, 'sw');
        await swahili.until('it is counted', ({ audience }) => audience.byLanguage['sw']);
        await page.getByRole('button', { name: /^Swahili/ }).click();
        await page.getByLabel('Type what you say').fill('Our tee is from Gisakura.');
        await page.getByRole('button', { name: 'Say', exact: true }).click();
        await reader.page.getByText('Our tee is from Gisakura.').first().waitFor();
        const correct = async (said: string, text: string) => {
          await page.getByRole('button', { name: `Correct “${said}”` }).click();
          await page.getByRole('textbox', { name: 'Correct' }).fill(text);
          await page.getByRole('button', { name: 'Correct', exact: true }).click();
        };
        await correct('Our tee is from Gisakura.', 'Our tea is from Gisakura.');
        await reader.page.getByText('Our tea is from Gisakura.').first().waitFor();
        const machine = await swahili.until('the correction is translated', () =>
          swahili.events('caption').findLast(({ lang, sourceRev }) => lang === 'sw' && sourceRev === 2),
        );
        await correct(machine.text, 'Chai yetu inatoka Gisakura.');
        const human = await swahili.until('a person wrote it', () =>
          swahili.events('caption').find(({ lang, machine: made }) => lang === 'sw' && !made),
        );
        expect(human).toMatchObject({ text: 'Chai yetu inatoka Gisakura.', state: 'corrected' });
        expect([complaints, reader.complaints]).toEqual([[], []]);
      },
      minuteMs,
    );

    tell(
      'keeps a question on top, in the language of the host, until it is answered or put aside',
      async (house) => {
        const { page, session } = await aDesk(house);
        const viewer = await (await aViewer(house, { displayName: 'Zawadi', lang: 'fr' })).join(session.id, 'fr');
        const { message } = await viewer.say('Livrez-vous au Pérou ?', 'fr');
        await viewer.say('Et au Chili ?', 'fr');
        const questions = page.locator('.questions-panel');
        const asked = questions.getByRole('listitem').filter({ hasText: 'Livrez-vous au Pérou ?' });
        await asked.getByRole('button', { name: 'Answer' }).click();
        await asked.getByRole('textbox', { name: 'Answer' }).fill('Yes, within two weeks.');
        await asked.getByRole('button', { name: 'Send' }).click();
        await asked.waitFor({ state: 'detached' });
        const answer = await viewer.until('the answer quotes the question', () =>
          viewer.events('chat.message').find(({ replyTo }) => replyTo === message),
        );
        expect(answer).toMatchObject({ text: 'Yes, within two weeks.', author: { role: 'host' } });
        await questions.getByRole('button', { name: 'Put aside' }).click();
        await questions.getByText('What viewers ask you stays here').waitFor();
        await page.reload();
        await questions.getByText('What viewers ask you stays here').waitFor();
        expect(await questions.getByRole('listitem').count()).toBe(0);
      },
      minuteMs,
    );

    tell(
      'draws the last hour, says it as a table too, and fits tablets and wide screens',
      async (house) => {
        const { page, session, complaints } = await aDesk(house);
        await aBuyer(house, session.id, 'Chen');
        const hour = panel(page, 'The last hour');
        const viewers = hour.getByRole('img', { name: /^Viewers by language: .*English \d/ });
        await viewers.locator('canvas').waitFor();
        const sales = hour.getByRole('img', { name: /^Claims and orders per minute: Claims \d+, Orders 0/ });
        await sales.locator('canvas').waitFor();
        expect(Number(await sales.getAttribute('data-points'))).toBe(60);
        const figure = hour.getByRole('figure').filter({ hasText: 'Claims and orders per minute' });
        await figure.getByText('As a table').click();
        expect(await figure.getByRole('row').count()).toBe(61);
        await figure.getByText('As a table').click();
        for (const width of [768, 1280, 1600, 360]) {
          await page.setViewportSize({ width, height: 900 });
          await photograph(page, `desk-${width}`);
        }
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
        expect(await barriers(page)).toEqual([]);
        expect(complaints).toEqual([]);
      },
      minuteMs,
    );

    tell(
      'obeys keys for what is done most, and says which',
      async (house) => {
        const { page, session } = await aDesk(house);
        const viewer = await (await aViewer(house)).join(session.id, 'en');
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Shortcuts' }).getByText('Show the next item').waitFor();
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
        await page.keyboard.press('n');
        await viewer.until('the next item is shown', ({ room }) => room?.pinned.value?.code === 'B2');
        await page.locator('.line-up-shown').filter({ hasText: 'B2' }).waitFor();
        await page.keyboard.press('o');
        await viewer.until('it is on offer', ({ room }) =>
          [...(room?.offers.values() ?? [])].some(({ value }) => value.code === 'B2' && value.closedAt === null),
        );
        await page.keyboard.press('s');
        await page.keyboard.type('no nonsense');
        expect(await page.getByLabel('Type what you say').inputValue()).toBe('no nonsense');
      },
      minuteMs,
    );
  },
  () => ({ LIBRETRANSLATE_URL: engine.url }),
);
