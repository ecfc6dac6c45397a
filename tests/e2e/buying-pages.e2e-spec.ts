import { expect } from '@jest/globals';
import { openOfferFor } from '#libs/client';
import type { MessageKey } from '#libs/pages';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { browserStoriesIn } from '../support/browser-story.js';
import { aVisit, photograph } from '../support/browser.js';
import { aListing, aShow, aViewer, inLineUp } from '../support/builders.js';
import type { House } from '../support/house.js';
import { wordsIn } from '../support/words.js';

const word = wordsIn('en');

async function aVisitOf(browser: Browser, house: House, slug: string, width = 390) {
  const visit = await aVisit(browser, width);
  await visit.page.goto(`${house.url}/s/${slug}`);
  return visit;
}
const press = (page: Page, key: MessageKey) => page.getByRole('button', { name: word(key) }).click();

browserStoriesIn(['standalone'], 'a buyer with a phone', (tell) => {
  tell('waits in the line, finds the place again after a reload, and leaves it', async (house, browser) => {
    const { session, variant } = await aShow(house, { onHand: 1 });
    const first = await (await aViewer(house)).join(session.id, 'en');
    await first.connection.command('claim.place', { code: 'A1', variantId: variant.id, key: 'the-first-one' });
    const { page, complaints } = await aVisitOf(browser, house, session.slug);
    await press(page, 'joinLine');
    const place = page.locator('.waiting');
    await place.getByText(word('lineTitle')).waitFor();
    await photograph(page, 'line-390');
    await page.reload();
    await place.getByText(/Your number: \d/).waitFor();
    await page.getByRole('button', { name: word('leaveLine') }).click();
    await place.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  tell('sees a draw come, wins it, and is led to its proof', async (house, browser) => {
    const { session } = await aShow(house, { onHand: 3, offer: { mode: 'FAIR_WINDOW', windowSeconds: 5 } });
    const { page, complaints } = await aVisitOf(browser, house, session.slug);
    await press(page, 'joinDraw');
    await page.locator('.waiting').getByText(word('drawTitle')).waitFor();
    await photograph(page, 'draw-390');
    await page.locator('.hold-pay').waitFor();
    const proof = page.getByRole('link', { name: word('drawProof') });
    const answer = await page.request.get(`${house.url}${await proof.getAttribute('href')}`);
    expect(await answer.json()).toMatchObject({ draw: [1], offer: { seed: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    await photograph(page, 'drawn-390');
    expect(complaints).toEqual([]);
  });

  tell('pays a basket of two goods at once, after saying where to', async (house, browser) => {
    const { host, session, desk } = await aShow(house);
    const coffee = await aListing(desk, {
      texts: { en: { title: 'Huye coffee', description: 'Roasted in Huye.' } },
      variants: [{ sku: 'HUYE', name: '500 g', onHand: 9, prices: { USD: 1800 } }],
    });
    await inLineUp(host, session, 'B2', coffee);
    await host.send(openOfferFor(session.id, { code: 'B2', mode: 'FIRST_PAID' }));
    const path = `/sessions/${session.id}/shipping`;
    await host.send({ method: 'PUT', path, body: { addressNeeded: true }, answer: z.unknown() });
    const { page, complaints } = await aVisitOf(browser, house, session.slug);
    await press(page, 'claim');
    await page.locator('.hold-pay').waitFor();
    await page.getByRole('textbox', { name: /^Write in/ }).fill('sold B2');
    await press(page, 'send');
    await page.locator('.hold-item').nth(1).waitFor();
    expect(await page.locator('.hold').count()).toBe(1);
    await photograph(page, 'basket-390');
    await page.locator('.hold-pay').click();
    const order = page.getByRole('button', { name: word('orderToPay') });
    expect(await order.textContent()).toContain('$32.50');
    await order.click();
    expect(await page.getByText(word('invalid.missing')).count()).toBe(4);
    await photograph(page, 'checkout-faults-390');
    await page.locator('[name=name]').fill('Amina Hassan');
    await page.locator('[name=street]').fill('Bibi Titi 4');
    await page.locator('[name=city]').fill('Dar es Salaam');
    await page.locator('[name=phone]').fill('+255 712 345 678');
    await page.locator('[name=country]').selectOption('TZ');
    await photograph(page, 'checkout-390');
    await order.click();
    await page.waitForURL(/\/pay\/[0-9a-f]/);
    await page.locator('.button-buy').click();
    await page.waitForURL(new RegExp(`/s/${session.slug}`));
    await page.getByText(word('orderConfirmed')).waitFor();
    await photograph(page, 'paid-390');
    expect(complaints).toEqual([]);
  });
});
