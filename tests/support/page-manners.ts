import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core';

/** What a browser fetched for a page: addresses, and bytes as they came over the network, with headers. */
export interface Fetched {
  url: string;
  bytes: number;
}

export interface WatchedPage {
  page: Page;
  fetched: Fetched[];
  /** Errors and warnings of the console, and what the browser holds against the page: deprecated, mixed, blocked. */
  complaints: string[];
}

/** So Chromium calls `nickname`, which is a field of the HTML standard (4.10.18.7, autofill). */
const notASlip = 'FormInputHasWrongButWellIntendedAutocompleteValueError';

/** A page whose network and console are listened to from the first byte. */
export async function aWatchedPage(browser: Browser, over: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en', ...over });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  devtools.on('Audits.issueAdded', ({ issue }) => {
    const kind = issue.details.genericIssueDetails?.errorType ?? issue.code;
    if (kind !== notASlip) complaints.push(`${new URL(page.url()).pathname} ${kind}`);
  });
  await devtools.send('Audits.enable');
  return { page, fetched: await listenTo(devtools), complaints };
}

async function listenTo(devtools: CDPSession): Promise<Fetched[]> {
  const fetched: Fetched[] = [];
  const addresses = new Map<string, string>();
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    fetched.push({ url: addresses.get(requestId) ?? '', bytes: encodedDataLength }),
  );
  await devtools.send('Network.enable');
  return fetched;
}

/** Looked at in the page, where there is a DOM. Targets: WCAG 2.2, 2.5.8, links within a sentence excepted. */
const look = `(() => {
  const faults = [];
  const meta = (name) => document.querySelector('meta[name="' + name + '"]')?.content ?? '';
  if (document.doctype?.name !== 'html' || document.compatMode !== 'CSS1Compat') faults.push('doctype');
  if (!/^[a-z]{2}/.test(document.documentElement.lang)) faults.push('lang');
  if (document.title.trim().length < 8) faults.push('title');
  for (const name of ['viewport', 'description', 'color-scheme', 'theme-color'])
    if (meta(name) === '') faults.push('meta ' + name);
  if (!/charset=utf-8/i.test(document.contentType + ';charset=' + document.characterSet)) faults.push('charset');
  for (const image of document.images)
    if (!image.hasAttribute('alt') || !image.getAttribute('width') || !image.getAttribute('height'))
      faults.push('image ' + image.getAttribute('src'));
  for (const target of document.querySelectorAll('a[href],button,input,select,textarea,summary')) {
    const { width, height } = target.getBoundingClientRect();
    const label = target.closest('label')?.getBoundingClientRect() ?? { width: 0, height: 0 };
    const inSentence = target.matches('a') && getComputedStyle(target).display === 'inline' &&
      target.parentElement.textContent.trim() !== target.textContent.trim();
    const seen = target.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 1;
    if (seen && !inSentence && Math.min(Math.max(width, label.width), Math.max(height, label.height)) < 24)
      faults.push('target ' + Math.round(width) + 'x' + Math.round(height) + ' ' + target.outerHTML.slice(0, 120));
  }
  return faults;
})()`;

/** What a page as it is lacks that every page should have. */
export const missingManners = (page: Page): Promise<string[]> => page.evaluate<string[]>(look);
