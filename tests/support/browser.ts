import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

export { openBrowser } from './chromium.js';

/** What a browser is given that hears a WAV file, again and again, from the moment it opens its microphone. */
export const hearing = (wav: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${wav}`,
];

export interface Visit {
  page: Page;
  /** What went wrong in the page: exceptions, and whatever the browser reports as an error (a blocked script, a 404). */
  complaints: string[];
}

/** A person at a screen of this width, whose browser asks for English. */
export async function aVisit(browser: Browser, width: number): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'en' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

const pictures = mkdtempSync(path.join(tmpdir(), 'silkcast-pictures-'));
/** A picture of the page as it is, which must fit the screen. */
export async function photograph(page: Page, name: string): Promise<void> {
  const file = path.join(pictures, `${name}.png`);
  await page.screenshot({ path: file, fullPage: true });
  expect(statSync(file).size).toBeGreaterThan(10_000);
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
}
