import { Inject, Injectable } from '@nestjs/common';
import { networkOf } from '#libs/accounts';
import { DomainError, type Settings } from '#libs/contracts';
import { RateLimits, SETTINGS } from '#libs/platform';

/** Long enough for a burst of laughter, short enough that nobody who is refused walks away. */
const seconds = 10;
/** Staff answer many viewers at once. */
const staffFactor = 5;

export type Deed = 'chat' | 'claim';
/** Who does it. `address` is that of the connection or request, when it is known. */
export type Doer = { sessionId: string; accountId: string; address?: string | undefined; isStaff: boolean };
type Scope = 'account' | 'address' | 'session';

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
   * The narrowest limit comes first, so that what one account has too many of is not taken from everyone else's.
   *
   * @throws DomainError `request.limited` that names the limit, and in how many milliseconds the next is allowed
   */
  async take(deed: Deed, { sessionId, accountId, address, isStaff }: Doer): Promise<void> {
    const { account, address: perAddress, session } = this.#points[deed];
    if (isStaff) {
      await this.#take(deed, 'account', `staff:${accountId}`, account * staffFactor);
      return;
    }
    await this.#take(deed, 'account', accountId, account);
    if (address !== undefined) await this.#take(deed, 'address', networkOf(address), perAddress);
    await this.#take(deed, 'session', sessionId, session);
  }

  async #take(deed: Deed, scope: Scope, key: string, points: number): Promise<void> {
    const retryAfterMs = await this.limits.take(`${deed}:${scope}`, key, { points, seconds });
    if (retryAfterMs === 0) return;
    const detail = `The limit of this ${scope} is reached: ${points} ${nameOf[deed]} in ${seconds} seconds.`;
    throw new DomainError('request.limited', detail, { retryAfterMs });
  }
}
