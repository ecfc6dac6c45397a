import { Inject, Injectable } from '@nestjs/common';
import { networkOf } from '#libs/accounts';
import { DomainError, type Settings } from '#libs/contracts';
import { type RateLimit, RateLimits, SETTINGS } from '#libs/platform';

const seconds = 10;

/** How often one address may open a line, or join anew over an open one: all nodes together. */
@Injectable()
export class Arrivals {
  readonly #limit: RateLimit;

  constructor(
    @Inject(SETTINGS) { JOINS_PER_ADDRESS }: Settings,
    private readonly limits: RateLimits,
  ) {
    this.#limit = { points: JOINS_PER_ADDRESS, seconds };
  }

  /** @returns 0 for who may come in, or after how many milliseconds to come back: each at its own moment */
  async waitOf(address: string | undefined): Promise<number> {
    const wait = address === undefined ? 0 : await this.limits.take('join:address', networkOf(address), this.#limit);
    return wait === 0 ? 0 : Math.round(wait + Math.random() * seconds * 1000);
  }

  /** @throws DomainError `request.limited` with the wait in milliseconds */
  async again(address: string | undefined): Promise<void> {
    const retryAfterMs = await this.waitOf(address);
    if (retryAfterMs === 0) return;
    const detail = `The limit of this address is reached: ${this.#limit.points} joins in ${seconds} seconds.`;
    throw new DomainError('request.limited', detail, { retryAfterMs });
  }
}
