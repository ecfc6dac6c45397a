import { readFile, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { exporterListings, pinItem } from '#libs/client';
import type { Browser, Page } from 'playwright-core';
import { barriers } from '../support/accessible.js';
import { aVisit, openBrowser, photograph } from '../support/browser.js';
import { aLiveSession, aPerson, anExporter, inLineUp, password } from '../support/builders.js';
import { aJpeg } from '../support/pictures.js';
import { storiesIn } from '../support/story.js';
import { wordsIn } from '../support/words.js';

const word = wordsIn('en');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const tea = 'Gisakura mountain black tea';
/** What the translation memory knows. */
const description =
  'Black tea from the western edge of Nyungwe forest, grown at about 1900 metres and picked by hand. A bright copper cup with honey and a little citrus.';

storiesIn(['standalone'], 'an exporter with a console', (tell) => {
  tell(
    'puts goods on sale with pictures and prices, accepts their translation, and changes them by a table',
    async (house) => {
      const owner = await aPerson(house, { email: 'aline@example.test' });
      const desk = await anExporter(house, owner);
      const { page, complaints } = await aVisit(browser, 360);
      await page.goto(`${house.url}/console#listings`);
      await page.getByLabel(word('email')).fill('aline@example.test');
      await page.getByLabel(word('password')).fill(password);
      await press(page, word('signIn'));
      await page.getByText(word('goodsFirst')).waitFor();
      await photograph(page, 'goods-first-360');

      await page.getByRole('link', { name: word('goodsNew') }).click();
      await press(page, word('goodsCreate'));
      await page.getByText(/Check \d fields/).waitFor();
      await page.getByLabel(word('goodsTitle')).fill(tea);
      await page.getByLabel(word('goodsDescription')).fill(description);
      await page.getByLabel(word('goodsHsCode')).fill('0902.30');
      await press(page, word('goodsAddVariant'));
      for (const [at, [name, sku, price]] of [
        ['250 g tin', 'GIS-250', '14.50'],
        ['1 kg bag', 'GIS-1000', '1,045'],
      ].entries()) {
        const row = page.locator('.goods-variant').nth(at);
        await row.getByLabel(word('goodsVariantName')).fill(name ?? '');
        await row.getByLabel('SKU').fill(sku ?? '');
        await row.getByLabel(word('onHand')).fill('20');
        await row.getByLabel('Price, USD').fill(price ?? '');
      }
      await photograph(page, 'goods-new-360');
      await press(page, word('goodsCreate'));
      await page.getByRole('heading', { name: word('goodsImages') }).waitFor();

      await page.locator('input[type=file]').setInputFiles({
        name: 'tea.jpg',
        mimeType: 'image/jpeg',
        buffer: aJpeg({ beside: 'GPS 2.4419 S', orientation: 6 }),
      });
      await page.locator('.goods-image img').waitFor();
      await page.getByLabel('What the picture shows, in English').fill('A tin of tea');
      await page.getByLabel('What the picture shows, in English').blur();
      await page.getByAltText('A tin of tea').waitFor();

      await press(page, /^Draft \d languages$/);
      const french = page.locator('.goods-language', { hasText: 'French' });
      await french.getByText(word('textState.draft')).waitFor({ timeout: 30_000 });
      await french.locator('summary').click();
      await photograph(page, 'goods-editor-360');
      await french.getByRole('button', { name: word('goodsAccept') }).click();
      await french.getByText(word('textState.reviewed')).waitFor();
      expect(await barriers(page)).toEqual([]);

      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: 'dark' });
      await photograph(page, 'goods-editor-1280-dark');
      await page.getByRole('link', { name: word('goodsBack') }).click();
      await page.getByText(tea).waitFor();
      await photograph(page, 'goods-list-1280-dark');
      await page.getByRole('link', { name: word('goodsTable') }).click();
      const download = page.waitForEvent('download');
      await press(page, word('goodsExport'));
      const table = await readFile(await (await download).path(), 'utf8');
      expect(table).toContain('GIS-1000,1 kg bag,20,1045.00');
      const file = path.join(await mkdtemp(path.join(tmpdir(), 'silkcast-table-')), 'listings.csv');
      await writeFile(file, table.replace('1045.00', '-3'));
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('cell', { name: 'price_USD' }).waitFor();
      await photograph(page, 'goods-faults-1280-dark');
      await writeFile(file, table.replace('1045.00', '52.00').replace(',20,14.50', ',25,14.50'));
      await page.locator('input[type=file]').setInputFiles(file);
      await press(page, word('goodsApply'));
      await page.getByText(word('goodsApplied')).waitFor();

      const [listing] = (await owner.send(exporterListings(desk.exporter.id))).items;
      if (listing === undefined) throw new Error('There is no listing.');
      expect(listing).toMatchObject({
        hsCode: '090230',
        texts: { fr: { machine: true, reviewed: true } },
        // upright, as the camera was held
        images: [{ width: 8, height: 16, alt: { en: 'A tin of tea' } }],
        variants: [
          { sku: 'GIS-250', stock: { onHand: 25 }, prices: [{ amount: 1450, currency: 'USD' }] },
          { sku: 'GIS-1000', stock: { onHand: 20 }, prices: [{ amount: 5200, currency: 'USD' }] },
        ],
      });
      const session = await aLiveSession(owner);
      await inLineUp(owner, session, 'A1', listing);
      await owner.send(pinItem(session.id, 'A1'));
      await page.goto(`${house.url}/s/${session.slug}`);
      await page.getByAltText('A tin of tea').waitFor();
      expect(complaints).toEqual([]);
    },
    120_000,
  );
});
