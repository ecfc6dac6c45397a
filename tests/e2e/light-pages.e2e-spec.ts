import { expect } from '@jest/globals';
import { sayCaption } from '#libs/client';
import { browserStoriesIn } from '../support/browser-story.js';
import { aPerson, aShow, password } from '../support/builders.js';
import { arrivals, layoutShifts, noteArrivals, pageNow } from '../support/caption-arrivals.js';
import { eventually } from '../support/eventually.js';
import { aWatchedPage, missingManners } from '../support/page-manners.js';

/** What the first look at a session may cost on the network, in bytes; the player of HLS comes only where it is needed. */
const firstLoad = 120_000;

const spoken = (text: string) => ({
  segment: crypto.randomUUID(),
  lang: 'en',
  text,
  state: 'final' as const,
  t0: 0,
  t1: 900,
});

browserStoriesIn(['standalone'], 'a page', (tell) => {
  tell(
    'of a session is light, comes from one house, and stands still when captions arrive: each with the next frame',
    async (house, browser) => {
      const { host, session } = await aShow(house);
      const { page, fetched, complaints } = await aWatchedPage(browser);
      await noteArrivals(page);
      await page.goto(`${house.url}/s/${session.slug}`, { waitUntil: 'networkidle' });
      await page.getByText('What the host says').first().waitFor();
      const bytes = fetched.reduce((sum, each) => sum + each.bytes, 0);
      process.stderr.write(`first load of the watch page: ${bytes} bytes in ${fetched.length} files\n`);
      expect(bytes).toBeLessThan(firstLoad);
      expect(fetched.filter(({ url }) => url.startsWith('http') && new URL(url).origin !== house.url)).toEqual([]);

      const began = await pageNow(page);
      const texts = [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
        `Caption ${n} of a host ${'who has a lot to say '.repeat(n)}`.trim(),
      );
      for (const text of texts) {
        await host.send(sayCaption(session.id, spoken(text)));
        await eventually('the caption is shown', async () => (await arrivals(page)).some((each) => each.text === text));
      }
      expect((await arrivals(page)).map(({ text, frames }) => ({ text, frames }))).toEqual(
        texts.map((text) => ({ text, frames: 1 })),
      );
      expect((await layoutShifts(page)).filter(({ startTime }) => startTime >= began)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  tell(
    'says what it is, has targets for fingers, and leaves the browser nothing to complain of',
    async (house, browser) => {
      const email = `manners-${process.pid}@example.test`;
      const [{ session }] = await Promise.all([aShow(house), aPerson(house, { email })]);
      const { page, fetched, complaints } = await aWatchedPage(browser);
      const found: Record<string, string[]> = {};
      const look = async (name: string) => {
        const missing = await missingManners(page);
        if (missing.length > 0) found[name] = missing;
      };
      await page.goto(house.url);
      await page.getByText(session.title).first().waitFor();
      await look('home');
      await page.goto(`${house.url}/s/${session.slug}`);
      await page.getByRole('button', { name: 'Reserve' }).click();
      await page.locator('.hold-pay').waitFor();
      await look('watch');
      await page.locator('.hold-pay').click();
      await page.getByRole('button', { name: 'Order with obligation to pay' }).waitFor();
      await look('checkout');
      await page.getByRole('button', { name: 'Order with obligation to pay' }).click();
      await page.waitForURL(({ pathname }) => /^\/pay\/[0-9a-f-]+$/.test(pathname));
      await page.locator('.decide .button-buy').waitFor();
      await look('payment');
      await page.goto(`${house.url}/s/${session.slug}/lite`);
      await look('text');
      await page.goto(`${house.url}/studio`);
      await page.getByLabel('E-mail').fill(email);
      await look('the door');
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('New session').first().waitFor();
      await look('studio');
      await page.goto(`${house.url}/console`);
      await page.getByText('No exporter belongs').waitFor();
      await look('console');
      expect({ found, complaints }).toEqual({ found: {}, complaints: [] });
      expect(fetched.filter(({ url }) => url.startsWith('http') && new URL(url).origin !== house.url)).toEqual([]);
    },
  );
});
