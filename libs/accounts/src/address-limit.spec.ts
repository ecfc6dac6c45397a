import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from '@jest/globals';
import { RateLimits } from '#libs/platform';
import { quietSettings } from '../../../tests/support/feature.js';
import { AddressLimitGuard, LimitByAddress, networkOf } from './address-limit.guard.js';

class Door {
  @LimitByAddress({ points: 2, seconds: 30 })
  knock() {}

  @LimitByAddress({ points: 1, seconds: 30 })
  ring() {}
}

/** A process whose limits stand on these settings, and who asks it. */
async function aProcess(settings: Record<string, string> = {}) {
  const limits = new RateLimits(quietSettings(settings));
  await limits.onModuleInit();
  const guard = new AddressLimitGuard(new Reflector(), limits);
  const ask = async (ip: string, handler: keyof Door = 'knock') =>
    guard.canActivate({
      getClass: () => Door,
      getHandler: () => Door.prototype[handler],
      switchToHttp: () => ({ getRequest: () => ({ ip }) }),
    } as unknown as ExecutionContext);
  return { ask, stop: () => limits.onApplicationShutdown() };
}

const limited = expect.objectContaining({ code: 'request.limited' });

describe('a limit by address', () => {
  it('lets so many through, then says how long to wait', async () => {
    const { ask } = await aProcess();
    expect([await ask('203.0.113.7'), await ask('203.0.113.7')]).toEqual([true, true]);
    const refusal = await ask('203.0.113.7').catch((error: unknown) => error);
    expect(refusal).toEqual(limited);
    const { retryAfterMs } = (refusal as { extras: { retryAfterMs: number } }).extras;
    expect(retryAfterMs).toBeGreaterThan(25_000);
    expect(retryAfterMs).toBeLessThanOrEqual(30_000);
  });

  it('counts every address and every route for itself', async () => {
    const { ask } = await aProcess();
    expect(await ask('203.0.113.7', 'ring')).toBe(true);
    expect(await ask('203.0.113.8', 'ring')).toBe(true);
    expect(await ask('203.0.113.7', 'knock')).toBe(true);
    await expect(ask('203.0.113.7', 'ring')).rejects.toEqual(limited);
  });

  it('is one limit for all processes over one Redis', async () => {
    const shared = { REDIS_URL: process.env.REDIS_URL ?? '' };
    const [one, other] = await Promise.all([aProcess(shared), aProcess(shared)]);
    const address = `a network of this test alone, ${uuidv7()}`;
    expect([await one.ask(address), await other.ask(address)]).toEqual([true, true]);
    await expect(one.ask(address)).rejects.toEqual(limited);
    await expect(other.ask(address)).rejects.toEqual(limited);
    one.stop();
    other.stop();
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
