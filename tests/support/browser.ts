import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
/** A browser that runs as root in a container, and talks to nobody but the page it is given. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium, with a profile of its own that goes with it. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args });

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
