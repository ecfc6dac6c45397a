import { isIPv6 } from 'node:net';
import { type CanActivate, type ExecutionContext, UseGuards } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '#libs/contracts';

/** So many requests (`points`) from one address in so many `seconds`; counted by each process for itself. */
export type AddressLimit = { points: number; seconds: number };

/** Slows down whoever tries passwords or makes accounts by the thousand. An audience behind one address fits in. */
export class AddressLimitGuard implements CanActivate {
  readonly #limiter: RateLimiterMemory;

  constructor({ points, seconds }: AddressLimit) {
    this.#limiter = new RateLimiterMemory({ points, duration: seconds });
  }

  /** @throws DomainError `request.limited` with the wait in milliseconds */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { ip } = context.switchToHttp().getRequest<{ ip: string }>();
    try {
      await this.#limiter.consume(networkOf(ip));
      return true;
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      throw new DomainError('request.limited', undefined, { retryAfterMs: Math.max(1, reason.msBeforeNext) });
    }
  }
}

/** Limits a route, apart from every other route. */
export const LimitByAddress = (limit: AddressLimit) => UseGuards(new AddressLimitGuard(limit));

/** One customer holds a whole /64 of IPv6 addresses (RFC 6177), so that is what is counted. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - after.length }, () => '0');
  const firstFour = [...groups, ...zeros, ...after].slice(0, 4);
  return firstFour.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
