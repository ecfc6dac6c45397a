import { Inject, Injectable } from '@nestjs/common';
import { networkOf } from '#libs/accounts';
import { DomainError, type Settings } from '#libs/contracts';
import { type RateLimit, RateLimits, SETTINGS } from '#libs/platform';

/** Long enough for a burst of laughter, short enough that nobody who is refused walks away. */
const seconds = 10;
/** Staff answer many viewers at once. */
const staffFactor = 5;

export type Deed = 'chat' | 'claim';
/** Who does it. `address` is that of the connection or request, when it is known. */
export type Doer = { sessionId: string; accountId: string; address?: string | undefined; isStaff: boolean };
type Scope = 'account' | 'address' | 'session';
type Wanted = { scope: Scope; name: string; key: string; limit: RateLimit };

const nameOf: Record<Deed, string> = { chat: 'messages', claim: 'claims' };

/** How often an account, an address and a session as a whole may write and claim, apart from each other. */
@Injectable()
export class PostingLimits {
  readonly #points: Record<Deed, Record<Scope, number>>;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly limits: RateLimits,
  ) {
    this.#points = {
      chat: {
        account: settings.CHAT_PER_ACCOUNT,
        address: settings.CHAT_PER_ADDRESS,
        session: settings.CHAT_PER_SESSION,
      },
      claim: {
        account: settings.CLAIMS_PER_ACCOUNT,
        address: settings.CLAIMS_PER_ADDRESS,
        session: settings.CLAIMS_PER_SESSION,
      },
    };
  }

  /**
   * All limits are asked at once. The narrowest that is reached counts: what one account has too many of is given back
   * to everyone else.
   *
   * @throws DomainError `request.limited` that names the limit, and in how many milliseconds the next is allowed
   */
  async take(deed: Deed, doer: Doer): Promise<void> {
    const wanted = this.#wanted(deed, doer);
    const waits = await Promise.all(wanted.map(({ name, key, limit }) => this.limits.take(name, key, limit)));
    const reached = waits.findIndex((retryAfterMs) => retryAfterMs > 0);
    const refused = wanted[reached];
    if (refused === undefined) return;
    for (const { name, key, limit } of wanted.slice(reached + 1)) void this.limits.giveBack(name, key, limit);
    const { scope, limit } = refused;
    const detail = `The limit of this ${scope} is reached: ${limit.points} ${nameOf[deed]} in ${seconds} seconds.`;
    throw new DomainError('request.limited', detail, { retryAfterMs: waits[reached] ?? 0 });
  }

  /** The narrowest first. */
  #wanted(deed: Deed, { sessionId, accountId, address, isStaff }: Doer): Wanted[] {
    const points = this.#points[deed];
    const of = (scope: Scope, key: string, factor = 1): Wanted => ({
      scope,
      name: `${deed}:${scope}`,
      key,
      limit: { points: points[scope] * factor, seconds },
    });
    if (isStaff) return [of('account', `staff:${accountId}`, staffFactor)];
    const ofAddress = address === undefined ? [] : [of('address', networkOf(address))];
    return [of('account', accountId), ...ofAddress, of('session', sessionId)];
  }
}
