import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { AddressLimitGuard, networkOf } from './address-limit.guard.js';

/** A request from an address, as far as the guard looks at it. */
const requestFrom = (ip: string) => ({ switchToHttp: () => ({ getRequest: () => ({ ip }) }) }) as ExecutionContext;

describe('a limit by address', () => {
  it('lets so many through, then says how long to wait', async () => {
    const guard = new AddressLimitGuard({ points: 2, seconds: 30 });
    const ask = () => guard.canActivate(requestFrom('203.0.113.7'));
    expect([await ask(), await ask()]).toEqual([true, true]);
    const refusal = await ask().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'request.limited' });
    const { retryAfterMs } = (refusal as { extras: { retryAfterMs: number } }).extras;
    expect(retryAfterMs).toBeGreaterThan(25_000);
    expect(retryAfterMs).toBeLessThanOrEqual(30_000);
  });

  it('counts every address for itself', async () => {
    const guard = new AddressLimitGuard({ points: 1, seconds: 30 });
    expect(await guard.canActivate(requestFrom('203.0.113.7'))).toBe(true);
    expect(await guard.canActivate(requestFrom('203.0.113.8'))).toBe(true);
  });
});

describe('what is counted as one address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s counts as %s', (address, counted) => {
    expect(networkOf(address)).toBe(counted);
  });
});
