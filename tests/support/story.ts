import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { House, type Mode } from './house.js';
import type { Settings } from './house-process.js';

/** How a story is told: its name, what happens, and how long it may take in milliseconds. */
export type Tell = (name: string, story: (house: House) => Promise<void>, timeoutMs?: number) => void;

/** Longest that the house may take to open or to close. */
const doorMs = 120_000;

/**
 * Stories that share one house of each mode. When one goes wrong, what the house said last is shown with it.
 *
 * @param settings of the house, and who needs to be there before it opens
 */
export function storiesIn(
  modes: readonly Mode[],
  title: string,
  stories: (tell: Tell, mode: Mode) => void,
  settings: Settings | (() => Settings) = {},
): void {
  describe.each(modes)(`${title} (%s)`, (mode) => {
    let house: House;
    beforeAll(async () => {
      house = await House.open(mode, typeof settings === 'function' ? settings() : settings);
    }, doorMs);
    afterAll(() => house?.stop(), doorMs);

    stories((name, story, timeoutMs = 30_000) => {
      // oxlint-disable-next-line jest/expect-expect, jest/valid-title -- whoever tells the story names it and asserts
      it(name, () => showingOutput(house, () => story(house)), timeoutMs);
    }, mode);
  });
}

async function showingOutput(house: House, story: () => Promise<void>): Promise<void> {
  try {
    await story();
  } catch (error) {
    process.stderr.write(`The house said last:\n${house.lastWords}\n`);
    throw error;
  } finally {
    house.showOut();
  }
}
