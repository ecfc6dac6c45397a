import type { Page } from 'playwright-core';

/** One caption on its way from the socket to the eye; `frames`: which frame after the message showed it, from 1. */
export interface Arrival {
  text: string;
  frames: number;
  /** From the message at the socket to the frame that has the text in the DOM, in milliseconds. */
  shownMs: number;
}

// The listener of the socket that is there first hears the message first, before the page's own code.
const script = `(() => {
  const arrivals = [], shifts = [];
  window.captionArrivals = arrivals;
  window.layoutShifts = shifts;
  new PerformanceObserver((list) => {
    for (const { value, startTime, sources } of list.getEntries())
      shifts.push({ value, startTime, moved: sources.map(({ node }) => node?.className ?? node?.nodeName ?? '') });
  }).observe({ type: 'layout-shift', buffered: true });
  const look = (text, from, frames) => requestAnimationFrame((now) => {
    const shown = document.querySelector('.stage-caption')?.textContent === text;
    if (shown) arrivals.push({ text, frames, shownMs: performance.now() - from });
    else if (frames < 600) look(text, from, frames + 1);
  });
  window.WebSocket = class extends window.WebSocket {
    constructor(...all) {
      super(...all);
      this.addEventListener('message', ({ data }) => {
        const text = /"text":"(Caption [^"]*)"/.exec(data)?.[1];
        if (text !== undefined) look(text, performance.now(), 1);
      });
    }
  };
})()`;

/** Before the page opens: notes when captions that begin with `Caption ` arrive, and what moves on the page. */
export const noteArrivals = async (page: Page): Promise<void> => void (await page.addInitScript(script));

export const arrivals = (page: Page): Promise<Arrival[]> => page.evaluate<Arrival[]>('window.captionArrivals');

export interface Shift {
  /** Share of the page that moved times how far, https://web.dev/articles/cls */
  value: number;
  /** Milliseconds since the page was asked for. */
  startTime: number;
  moved: string[];
}

export const layoutShifts = (page: Page): Promise<Shift[]> => page.evaluate<Shift[]>('window.layoutShifts');
export const pageNow = (page: Page): Promise<number> => page.evaluate<number>('performance.now()');
