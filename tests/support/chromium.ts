import { type Browser, chromium } from 'playwright-core';

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
export const openBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...args, ...more] });
