import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../tests/support/eventually.js';
import { Ticker } from './ticker.js';

// the failures of these tests are made on purpose
Logger.overrideLogger(false);

describe('a ticker', () => {
  const started: Ticker[] = [];
  const tick = (everyMs: number, task: () => Promise<unknown>) => {
    const ticker = new Ticker('test', everyMs, task).start();
    started.push(ticker);
    return ticker;
  };
  afterEach(() => Promise.all(started.splice(0).map((ticker) => ticker.stop())));

  it('never runs twice at once, however long a run takes', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const ticker = tick(1, async () => {
      most = Math.max(most, ++running);
      await pause(20);
      running--;
      runs++;
    });
    ticker.hurry();
    await eventually('three runs', () => {
      ticker.hurry();
      return runs >= 3;
    });
    expect(most).toBe(1);
  });

  it('goes on after a run that failed', async () => {
    let runs = 0;
    tick(1, () => Promise.reject(new Error(`run ${++runs}`)));
    await eventually('a third run', () => runs >= 3);
    expect(runs).toBeGreaterThanOrEqual(3);
  });

  it('runs at once when hurried', async () => {
    let runs = 0;
    tick(3_600_000, () => Promise.resolve(runs++)).hurry();
    await eventually('the run', () => runs === 1);
    expect(runs).toBe(1);
  });

  it('has ended its last run when it stopped, and starts none after', async () => {
    let ended = 0;
    let begun = 0;
    const ticker = tick(1, async () => {
      begun++;
      await pause(30);
      ended++;
    });
    await eventually('a run is under way', () => begun > ended);
    await ticker.stop();
    expect(ended).toBe(begun);
    ticker.hurry();
    await pause(20);
    expect(begun).toBe(ended);
  });
});
