import { isIPv6 } from 'node:net';
import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '#libs/contracts';
import { type RateLimit, RateLimits } from '#libs/platform';

const Limit = Reflector.createDecorator<RateLimit>();

/** Slows down whoever tries passwords or makes accounts by the thousand. An audience behind one address fits in. */
@Injectable()
export class AddressLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimits,
  ) {}

  /** @throws DomainError `request.limited` with the wait in milliseconds */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { ip } = context.switchToHttp().getRequest<{ ip: string }>();
    const route = `${context.getClass().name}.${context.getHandler().name}`;
    const limit = this.reflector.get(Limit, context.getHandler());
    const retryAfterMs = await this.limits.take(`route:${route}`, networkOf(ip), limit);
    if (retryAfterMs > 0) throw new DomainError('request.limited', undefined, { retryAfterMs });
    return true;
  }
}

/** Limits how often one address may call a route, apart from every other route, over all processes together. */
export const LimitByAddress = (limit: RateLimit) => applyDecorators(Limit(limit), UseGuards(AddressLimitGuard));

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
