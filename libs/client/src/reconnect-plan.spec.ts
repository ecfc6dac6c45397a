import { closeCodes } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { reconnectDelay } from './backoff.js';
import { readDeparture } from './close-reason.js';
import { ReconnectPlan } from './reconnect-plan.js';

const backoff = { firstMs: 400, mostMs: 10_000 };

describe('coming back', () => {
  it('doubles the wait up to a ceiling, spread over its upper half', () => {
    const longest = [0, 1, 2, 3, 10].map((failures) => reconnectDelay(backoff, failures, 0.999999));
    const shortest = [0, 1, 2, 3, 10].map((failures) => reconnectDelay(backoff, failures, 0));
    expect(longest).toEqual([400, 800, 1600, 3200, 10_000]);
    expect(shortest).toEqual([200, 400, 800, 1600, 5000]);
  });

  it('never comes back sooner than the server asked', () => {
    expect(reconnectDelay(backoff, 0, 0, 3000)).toBe(3000);
  });

  it('counts a line that opened but did not last as a failure, and forgives after one that did', () => {
    let now = 0;
    const plan = new ReconnectPlan(
      backoff,
      () => 0,
      () => now,
    );
    const waits = [plan.lost()];
    plan.live();
    now += 1000;
    waits.push(plan.lost());
    plan.live();
    now += 60_000;
    waits.push(plan.lost());
    expect(waits).toEqual([200, 400, 200]);
  });

  it('reads from a close frame whether and when to come back', () => {
    const slow = readDeparture(closeCodes.slow.code, '{"reason":"slow","retryAfterMs":250}');
    expect(slow).toEqual({ code: 4001, reconnect: true, retryAfterMs: 250 });
    expect(readDeparture(closeCodes['no-session'].code, '').reconnect).toBe(false);
    expect(readDeparture(1006, '')).toEqual({ code: 1006, reconnect: true, retryAfterMs: 0 });
    expect(readDeparture(1008, 'policy').reconnect).toBe(false);
    expect(readDeparture(1012, 'not JSON {').reconnect).toBe(true);
  });
});
