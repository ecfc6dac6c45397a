import { Injectable } from '@nestjs/common';
import { signedIn } from '#libs/accounts';
import { type Actor, DomainError, type WaitingPlace } from '#libs/contracts';
import { Database } from '#libs/database';
import { ClaimLane } from './claim-lane.js';
import { aRequest } from './place-claim.js';
import { WaitlistStore } from './waitlist.store.js';

/** A buyer gives up a place in the line, and keeps whatever is held already. Leaving again changes nothing. */
@Injectable()
export class LeaveLine {
  constructor(
    private readonly database: Database,
    private readonly waitlist: WaitlistStore,
    private readonly lane: ClaimLane,
  ) {}

  /**
   * @throws DomainError `order.place-not-found`, also when it is somebody else's; `order.wrong-state` when a hold was
   *   made of it
   */
  async leave(actor: Actor, placeId: string): Promise<WaitingPlace> {
    const { accountId } = signedIn(actor);
    const [found] = await this.waitlist.byIds(this.database.pool, [placeId]);
    if (found?.buyerId !== accountId) throw new DomainError('order.place-not-found');
    const { sessionId, code, state } = found.place;
    if (state === 'PASSED') return found.place;
    const intent = { kind: 'cancel', code, place: placeId } as const;
    const outcome = await this.lane.submit(aRequest(sessionId, accountId, `leave:${placeId}`, null, intent));
    if (outcome?.outcome !== 'PASSED') throw new DomainError('order.wrong-state');
    return outcome.waiting;
  }
}
