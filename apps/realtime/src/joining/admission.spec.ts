import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Admission, type Verdict } from './admission.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function aDoor(perSecond: number) {
  const door = new Admission({ JOINS_PER_SECOND: perSecond });
  const verdicts: (Verdict & { who: number })[] = [];
  const come = async (who: number, isOpen = () => true) => verdicts.push({ who, ...(await door.ask(isOpen)) });
  const crowd = (count: number, isOpen?: () => boolean) => {
    for (let who = 0; who < count; who++) void come(who, isOpen);
  };
  const of = (kind: Verdict['kind']) => verdicts.filter((verdict) => verdict.kind === kind);
  return { crowd, come, of };
}

describe('the door', () => {
  it('lets a few in at once', async () => {
    const { crowd, of } = aDoor(500);
    crowd(50);
    await jest.advanceTimersByTimeAsync(0);
    expect(of('admitted')).toHaveLength(50);
  });

  it('lets a crowd in at its rate, in the order in which it came', async () => {
    const { crowd, of } = aDoor(100);
    crowd(310);
    await jest.advanceTimersByTimeAsync(1000);
    expect(of('admitted').length).toBeGreaterThanOrEqual(105);
    expect(of('admitted').length).toBeLessThanOrEqual(110);
    await jest.advanceTimersByTimeAsync(2100);
    expect(of('admitted').map(({ who }) => who)).toEqual(Array.from({ length: 310 }, (_, who) => who));
  });

  it('asks those beyond eight seconds to come back, each at its own moment', async () => {
    const { crowd, of } = aDoor(100);
    crowd(10 + 800 + 200);
    await jest.advanceTimersByTimeAsync(0);
    const waits = of('later').map((verdict) => (verdict.kind === 'later' ? verdict.retryAfterMs : 0));
    expect(waits).toHaveLength(200);
    expect(new Set(waits).size).toBeGreaterThan(150);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(8000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(16_000);
  });

  it('spends no turn on who did not wait for it', async () => {
    const { crowd, come, of } = aDoor(100);
    let here = true;
    crowd(500, () => here);
    here = false;
    const last = come(999);
    await jest.advanceTimersByTimeAsync(40);
    await last;
    expect(of('gone')).toHaveLength(490);
    expect(of('admitted').at(-1)).toMatchObject({ who: 999 });
  });
});
