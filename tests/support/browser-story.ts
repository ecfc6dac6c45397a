import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.js';
import type { House, Mode } from './house.js';
import { storiesIn } from './story.js';

/** As `Tell` of story.ts, with a browser that the stories of a file share. */
export type TellInBrowser = (
  name: string,
  story: (house: House, browser: Browser) => Promise<void>,
  timeoutMs?: number,
) => void;

/** Longest that a browser, or a story with one, may take on a machine that does other things too. */
const minuteMs = 60_000;

/** Stories of what a person sees in a browser, in a house of each mode. See `storiesIn`. */
export function browserStoriesIn(
  modes: readonly Mode[],
  title: string,
  stories: (tell: TellInBrowser, mode: Mode) => void,
  settings?: Parameters<typeof storiesIn>[3],
): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, minuteMs);
  afterAll(() => browser?.close());

  storiesIn(
    modes,
    title,
    (tell, mode) => {
      const tellInBrowser: TellInBrowser = (name, story, timeoutMs = minuteMs) =>
        tell(name, (house) => story(house, browser), timeoutMs);
      stories(tellInBrowser, mode);
    },
    settings,
  );
}
