// `npm run bench:pages`: what the watch page costs a phone, and how soon it shows what is said. See docs/performance.md.
import { setTimeout as delay } from 'node:timers/promises';
import { sayCaption } from '#libs/client';
import { findOrStartPostgres } from '../../scripts/postgres-service.mjs';
import { aShow } from '../support/builders.js';
import { arrivals, layoutShifts, noteArrivals } from '../support/caption-arrivals.js';
import { openBrowser } from '../support/chromium.js';
import { House } from '../support/house.js';
import { aWatchedPage } from '../support/page-manners.js';
import { machine } from './report.js';

const captions = 40;
/** About as fast as somebody speaks in short sentences. */
const pauseMs = 400;
/** The usual trick of a bench for a slow phone: its processor is so many times slower than this machine's. */
const slowerBy = 4;

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);

async function measure(house: House, slower: number): Promise<void> {
  const { host, session } = await aShow(house);
  const browser = await openBrowser();
  try {
    const { page, fetched } = await aWatchedPage(browser);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await noteArrivals(page);
    await page.goto(`${house.url}/s/${session.slug}`, { waitUntil: 'networkidle' });
    const bytes = fetched.reduce((sum, each) => sum + each.bytes, 0);
    for (let n = 0; n < captions; n++) {
      const caption = { lang: 'en', state: 'final', t0: n * pauseMs, t1: n * pauseMs + 300 } as const;
      const text = `Caption ${n} of a bench`;
      await host.send(sayCaption(session.id, { ...caption, segment: crypto.randomUUID(), text }));
      await delay(pauseMs);
    }
    const shown = (await arrivals(page)).map(({ shownMs }) => shownMs).toSorted((a, b) => a - b);
    const shift = (await layoutShifts(page)).reduce((sum, { value }) => sum + value, 0);
    console.log(
      `processor ${slower}x slower: first load ${(bytes / 1000).toFixed(1)} kB in ${fetched.length} files; ` +
        `${shown.length} of ${captions} captions, from the socket to the frame: p50 ${at(shown, 0.5)} ms, ` +
        `p95 ${at(shown, 0.95)} ms; layout shift of the whole visit ${shift.toFixed(4)}`,
    );
  } finally {
    await browser.close();
  }
}

console.log(machine(false));
const postgres = await findOrStartPostgres();
process.env.DATABASE_URL = postgres.url;
try {
  const house = await House.open('standalone');
  try {
    for (const slower of [1, slowerBy]) await measure(house, slower);
  } finally {
    await house.stop();
  }
} finally {
  await postgres.stop();
}
